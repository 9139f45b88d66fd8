"""The source description → its statements by number, each in the words of the source."""

from __future__ import annotations

STATEMENTS: dict[str, str] = {
    "§1": "delivered by one supervisor and two or three practitioners (at any one time) at each site",
    "§2": "made up of a range of professionals from several different teams and organisations",
    "§3": "The supervisor recruited was a Registered Mental Health Nurse",
    "§4": "Over the course of the intervention there were five practitioners",
    "§5": "The first supervisor left their post after 1 year and a second supervisor was employed",
    "§6": "There were two practitioners employed for the duration of the study",
    "§7": "the key characteristics for the Engager team were",
    "§7.1": "Flexibility",
    "§7.2": "Pro-activeness",
    "§7.3": "Ability to tolerate uncertainty",
    "§7.4": "Ability to build and repair relationships with hard-to-reach groups",
    "§7.5": "Willingness to adopt the principles of the Engager Intervention",
    "§7.6": "Ability to take the intervention to the participants and work to overcome distrust and other barriers",
    "§7.7": "Ability to focus on the needs and goals of participants",
    "§7.8": "Ability to work with and negotiate with prison and community organisations",
    "§7.9": "Willing to work independently and as part of a team",
    "§7.10": "Willingness to work closely with the research team in developing the intervention",
    "§8": "had previous experience of working in the areas of mental health or hard to reach groups but had not been "
    "formally trained as therapists",
    "§9": "practitioners did have some experiences of therapeutic approaches",
    "§10": "Engager supervisors had experience of supervision and of using specific therapeutic approaches",
    "§11": "There were four training sessions delivered over the course of the intervention",
    "§12": "Training was attended by all practitioners, supervisors and some members of the research team",
    "§13": "Clinical supervision for the Engager practitioners was provided by the Engager supervisor",
    "§14": "helping guide and plan interventions, keep these on track, understand any barriers to progress",
    "§15": "Explore dynamic issues that arose in the relationships between practitioners and participants",
    "§16": "Individual discussion to ensure that the Shared Understanding adequately addressed the participant’s goals",
    "§17": "Reflection on and recording of the application of the core components of the Engager intervention for each "
    "individual case using the core component checklist",
    "§18": "provided by a senior member of their existing service/organisation with regular informal support from the "
    "research team",
    "§19": "Undertaken by the Engager practitioners’/supervisors’ existing line manager within their respective "
    "organisations",
    "§20": "Any individual issues, be they performance related or support needs, were identified within this session",
    "§21": "performance appraisal and review completed annually",
    "§22": "Case management took place weekly during the team meeting",
    "§23": "Managing the caseload to ensure that resources were optimally allocated",
    "§24": "Mentalisation-Based Approach Supervision (every 4 – 6 weeks)",
    "§25": "Provided by an expert in MBA external to the local Engager team by video conference",
    "§26": "the application of the elements of the MBA toolkit in resolving issues raised by practitioners and "
    "supervisors",
    "§27": "The supervisor and practitioner would meet jointly with the individual on at least two occasions in prison "
    "and once in the community to engage with individuals and to develop and review the Shared Understanding",
    "§28": "Practitioners would meet with individuals at least weekly in prison and in the community after release – "
    "according to their needs",
    "§29": "Practitioners would actively review progress, assertively follow-up and liaise with others",
    "§30": "Practitioners would plan, work towards and deliver a positive ending",
    "§31": "With a minimum dose set at two prison sessions and eight community sessions",
    "§32": "Make contact and engage with prisoners referred between 4 to 16 weeks before their release date",
    "§33": "Start to develop a Shared Understanding of the links between emotions, thoughts and behaviours",
    "§34": "Consider needs, problems, strengths and resources available to develop personalised goals",
    "§35": "Develop a Shared Action Plan focussing mostly on short-term goals/needs",
    "§36": "Liaise with other services to meet their goals and support their release",
    "§37": "Meet and support participants on their release day",
    "§38": "Develop engagement and trust to build on the Shared Understanding",
    "§39": "Adapt the Shared Action Plan to evolving goals and circumstances",
    "§40": "Work with participants for 8 to 16 weeks, according to their needs",
    "§41": "Plan for and manage the end of the intervention and next steps",
    "§42": "The supervisors led the Engager team in each site",
    "§43": "weekly case management meetings, attended by all – to review goals and barriers to completion and to "
    "manage the whole caseload",
    "§44": "They provided weekly individual supervision for practitioners",
    "§45": "The supervisors monitored adherence to the Engager model",
}
