/* A text and the place it belongs at → a file: in the chosen folder of the records, or downloaded. Nothing is written
   over that is there, and nothing is written over that changed since it was read. */
"use strict";
const engagerFile = (() => {
  class Refused extends Error {}
  let root = null; /* the chosen folder that holds `cases` */

  /* the digest of some bytes, as `sha256sum` prints it */
  async function digest(content) {
    const bytes = new Uint8Array(await window.crypto.subtle.digest("SHA-256", content));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /* a file → its text and digest; `again` reads it once more */
  async function read(getFile) {
    const content = await (await getFile()).arrayBuffer();
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
    return { text, digest: await digest(content), again: () => read(getFile) };
  }

  async function choose() {
    const chosen = await window.showDirectoryPicker({ mode: "readwrite" });
    const holds = async (folder, name) => folder.getDirectoryHandle(name).then(() => true, () => false);
    if (!await holds(chosen, "cases")) throw new Refused(`“${chosen.name}” holds no folder “cases”: choose the folder that does.`);
    root = chosen;
    return chosen.name;
  }

  /* the folder of a path below the records; null where it is not there and is not to be made */
  async function folderOf(path, create) {
    let folder = root;
    for (const step of path.split("/").slice(0, -1)) {
      folder = await folder.getDirectoryHandle(step, { create }).catch((why) => {
        if (why.name === "NotFoundError") return null;
        throw why;
      });
      if (!folder) return null;
    }
    return folder;
  }

  /* the file at a path of the chosen folder, as read, or null */
  async function there(path) {
    const folder = root && await folderOf(path, false);
    const handle = folder && await folder.getFileHandle(path.split("/").pop()).catch(() => null);
    return handle ? read(() => handle.getFile()) : null;
  }

  /* refuses where a file that was opened is another one now */
  async function unchanged(opened) {
    const now = await opened.again().catch(() => null);
    if (!now || now.digest !== opened.digest) throw new Refused("The file changed after you opened it. Nothing was saved: open it again, and save again.");
  }

  /* write a text; → words that say where it is */
  async function save(path, text, opened) {
    if (opened) await unchanged(opened);
    if (!root) {
      download(path.split("/").pop(), text);
      return opened ? "It was downloaded. Put it in place of the file you opened." : "It was downloaded. Move it to its place.";
    }
    const found = await there(path);
    if (found && !opened) throw new Refused("There is a file of that name already, and it was not touched. Is there one of that day already?");
    if (opened && (!found || found.digest !== opened.digest)) throw new Refused("The file you opened is not the one in the chosen folder. Nothing was saved.");
    const folder = await folderOf(path, true);
    const handle = await folder.getFileHandle(path.split("/").pop(), { create: true });
    const stream = await handle.createWritable();
    await stream.write(text);
    await stream.close();
    return `It was saved in “${root.name}”.`;
  }

  function download(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  return { Refused, read, choose, there, save, canChoose: typeof window.showDirectoryPicker === "function", chosen: () => root !== null };
})();
