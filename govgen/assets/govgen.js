/* The site reads without this file; it only makes two things easier. */
(function () {
  "use strict";

  /* The menu button is a label: let a keyboard reach and press it. */
  var drawer = document.getElementById("__drawer");
  var label = document.querySelector(".gg-menu");
  if (drawer && label) {
    var button = document.createElement("span");
    button.tabIndex = 0;
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", label.title);
    button.append.apply(button, Array.from(label.childNodes));
    label.append(button);
    var tell = function () {
      button.setAttribute("aria-expanded", String(drawer.checked));
    };
    tell();
    drawer.addEventListener("change", tell);
    button.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      drawer.click();
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !drawer.checked) return;
      drawer.click();
      button.focus();
    });
  }

  /* Elder mode: how large its letters are, from 1, or nothing; kept for all pages in both languages. */
  var STEPS = 4;
  var root = document.documentElement;
  var elder = document.querySelector(".gg-elder");
  var sizes = Array.from(document.querySelectorAll(".gg-size"));
  var step = function () { return Number(root.getAttribute("data-gg-elder")); };
  var show = function () {
    elder.setAttribute("aria-pressed", String(step() > 0));
    sizes.forEach(function (size) {
      var next = step() + Number(size.dataset.by);
      size.setAttribute("aria-disabled", String(next < 1 || next > STEPS));
    });
  };
  var turn = function (next) {
    if (next) root.setAttribute("data-gg-elder", next);
    else root.removeAttribute("data-gg-elder");
    __md_set("__elder", next);
    show();
  };
  elder.addEventListener("click", function () { turn(step() ? 0 : 1); });
  sizes.forEach(function (size) {
    size.addEventListener("click", function () {
      if (size.getAttribute("aria-disabled") === "false") turn(step() + Number(size.dataset.by));
    });
  });
  show();

  /* What a state or a term means is told below it, as the glossary says; without scripts the link leads there. */
  var glossary = null;
  var explain = async function (link) {
    glossary = glossary || fetch(link.href).then(function (answer) { return answer.text(); });
    var page = new DOMParser().parseFromString(await glossary, "text/html");
    var meaning = page.getElementById(link.hash.slice(1)).querySelector("dd");
    var note = document.createElement("div");
    note.className = "gg-meaning";
    note.id = "meaning-" + document.querySelectorAll(".gg-meaning").length;
    note.append(meaning.textContent);
    var block = link.closest("p, h1, h2, h3, summary") || link;
    block.after(note);
    link.setAttribute("aria-controls", note.id);
  };
  document.querySelectorAll("article a[href*='glossary/#']").forEach(function (link) {
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", async function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      var open = link.getAttribute("aria-expanded") !== "true";
      try {
        if (!link.hasAttribute("aria-controls")) await explain(link);
      } catch (fault) {
        return location.assign(link.href);
      }
      document.getElementById(link.getAttribute("aria-controls")).hidden = !open;
      link.setAttribute("aria-expanded", String(open));
    });
  });

  /* A printed page shows what a screen folds away. */
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (one) { one.open = false; });
  });
})();
