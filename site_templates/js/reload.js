/* Only while the site is served from this machine: waits for news, and loads the page again when there are some. */
"use strict";

(function () {
  const number = Number(document.currentScript.dataset.number);
  const again = 2000;

  function ask() {
    const script = document.createElement("script");
    script.src = `/-/news.js?${number}`;
    script.onerror = () => { script.remove(); setTimeout(ask, again); };
    script.onload = () => { script.remove(); };
    document.head.append(script);
  }

  window.engagerNews = (now) => {
    if (now === number) { ask(); } else { location.reload(); }
  };
  window.addEventListener("load", ask);
})();
