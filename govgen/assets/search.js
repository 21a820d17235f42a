/* The search: what `govgen/postings.py` writes is asked for piece by piece, and each find is checked
   against the text itself. It runs in the box of the header and on the page of results. */
(function () {
  "use strict";

  const link = document.querySelector(".gg-find");
  if (!link) return;

  const root = new URL("../", link.href);
  const index = new URL("index/", link.href);
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Map(Array.from(DIGITS, function (digit, value) { return [digit, value]; }));
  const RUNS = /[0-9a-z]+|(?:(?![0-9a-z])[\p{L}\p{N}])+/gu;
  const LEVELS = 3, SPREAD = 8, TOGETHER = 8;
  /* A document: address, date, text, organisations, places, ids, title. */
  const ADDRESS = 0, DATE = 1, TEXT = 2, PLACES = 4, TITLE = 6;
  const HEAVY = [0, 0, 0, 1, 1, 2, 2];
  const FIRST = 16, AT_ONCE = 64, AT_A_PRESS = 512, SHOWN = 20, SUGGESTED = 6;

  /* Files */

  const asked = new Map();
  let head = null;

  function ask(name, options) {
    if (!asked.has(name)) {
      const address = new URL(head ? name + "?v=" + head.version : name, index);
      const got = fetch(address, options).then(function (answer) {
        if (!answer.ok) throw new Error(name + ": " + answer.status);
        return name.endsWith(".json") ? answer.json() : answer.text();
      });
      got.catch(function () { asked.delete(name); });
      asked.set(name, got);
    }
    return asked.get(name);
  }

  async function begin() {
    if (head) return;
    const found = await ask("head.json", { cache: "no-cache" });
    const column = function (name) { return numbers(found.columns[name]); };
    found.state = column("state");
    found.place = column("place");
    found.year = column("year");
    head = found;
  }

  function numbers(told) {
    const found = [];
    let number = 0, unit = 1;
    for (const digit of told) {
      const value = VALUES.get(digit);
      number += (value % 32) * unit;
      unit *= 32;
      if (value < 32) {
        found.push(number);
        number = 0;
        unit = 1;
      }
    }
    return found;
  }

  async function documentOf(number) {
    const part = await ask("t" + Math.floor(number / TOGETHER) + ".json");
    return part[number % TOGETHER];
  }

  /* Finds: maps from a document's number to the weight of its weightiest place. */

  function fold(text) {
    return text.normalize("NFKC").toUpperCase().toLowerCase();
  }

  async function finds(shard, wanted) {
    const table = await ask(shard + ".json");
    return united(Object.keys(table).filter(wanted).map(function (gram) {
      let at = -1;
      return new Map(numbers(table[gram]).map(function (find) {
        at += Math.floor(find / LEVELS);
        return [at, find % LEVELS];
      }));
    }));
  }

  function united(all) {
    const found = new Map();
    for (const one of all) {
      for (const [number, level] of one) found.set(number, Math.max(level, found.get(number) || 0));
    }
    return found;
  }

  function common(all) {
    const [first, ...others] = all.sort(function (a, b) { return a.size - b.size; });
    const found = new Map();
    for (const [number, level] of first) {
      const levels = others.map(function (one) { return one.get(number); });
      if (!levels.includes(undefined)) found.set(number, Math.min(level, ...levels));
    }
    return found;
  }

  function pair(first, second) {
    const block = (first.codePointAt(0) % head.blocks) * SPREAD;
    return finds("g" + (block + second.codePointAt(0) % SPREAD), function (gram) {
      return gram === first + second;
    });
  }

  async function single(character) {
    const block = (character.codePointAt(0) % head.blocks) * SPREAD;
    const shards = Array.from({ length: SPREAD }, function (_, n) { return "g" + (block + n); });
    return united(await Promise.all(shards.map(function (shard) {
      return finds(shard, function (gram) { return gram.startsWith(character); });
    })));
  }

  async function word(part) {
    const all = (await ask("words.txt")).split(" ");
    const meant = new Set(all.filter(function (one) { return one.includes(part); }));
    const shards = new Set(Array.from(meant, function (one) {
      const sum = Array.from(one).reduce(function (so, c) { return so + c.charCodeAt(0); }, 0);
      return "w" + sum % head.blocks;
    }));
    return united(await Promise.all(Array.from(shards, function (shard) {
      return finds(shard, function (gram) { return meant.has(gram); });
    })));
  }

  /* Every document that may hold a term; the pairs of a longer one may stand apart, so it is checked. */
  async function candidates(term) {
    const runs = term.match(RUNS).map(function (run) { return Array.from(run); });
    const latin = runs.filter(function (run) { return run[0] < "\x80"; });
    const others = runs.filter(function (run) { return run[0] >= "\x80"; });
    const lists = [];
    for (const run of others) {
      for (let at = 1; at < run.length; at += 1) lists.push(pair(run[at - 1], run[at]));
    }
    for (const run of latin) {
      if (run.length > 2 || !lists.length) lists.push(word(run.join("")));
    }
    if (!lists.length) others.forEach(function (run) { lists.push(single(run[0])); });
    return common(await Promise.all(lists));
  }

  function certain(term) {
    const runs = term.match(RUNS);
    return runs[0] === term && (term < "\x80" || Array.from(term).length < 3);
  }

  function termsOf(query) {
    return fold(query).split(/\s+/).filter(function (term) { return term.match(RUNS); });
  }

  /* The weight of a document that holds every term; none where it does not. */
  function weight(one, terms) {
    one.folded = one.folded || one.map(fold);
    let sum = 0;
    for (const term of terms) {
      let level = -1;
      for (let at = TEXT; at <= TITLE; at += 1) {
        if (HEAVY[at] > level && one.folded[at].includes(term)) level = HEAVY[at];
      }
      if (level < 0) return null;
      sum += level;
    }
    return sum;
  }

  /* One search: `hits` are finds, [number, weight], and `rest` candidates that nobody has checked yet. */
  async function search(query) {
    await begin();
    const terms = termsOf(query);
    const lists = await Promise.all(terms.map(candidates));
    const all = new Map();
    for (const number of lists.length ? common(lists.slice()).keys() : head.state.keys()) {
      all.set(number, lists.reduce(function (sum, one) { return sum + one.get(number); }, 0));
    }
    const ordered = Array.from(all).sort(heavier);
    const sure = terms.every(certain);
    return { terms: terms, hits: sure ? ordered : [], rest: sure ? [] : ordered };
  }

  async function check(found) {
    const part = found.rest.splice(0, found.hits.length ? AT_ONCE : FIRST);
    const documents = await Promise.all(part.map(function (it) { return documentOf(it[0]); }));
    part.forEach(function (it, at) {
      const weighed = weight(documents[at], found.terms);
      if (weighed !== null) found.hits.push([it[0], weighed]);
    });
    found.hits.sort(heavier);
  }

  function heavier(a, b) {
    return b[1] - a[1] || b[0] - a[0];
  }

  /* Words with what was looked for marked */

  function spans(text, terms) {
    let folded = "", at = 0;
    const from = [];
    for (const character of text) {
      for (const unit of fold(character).split("")) {
        folded += unit;
        from.push(at);
      }
      at += character.length;
    }
    from.push(at);
    const found = [];
    for (const term of terms) {
      for (let hit = folded.indexOf(term); hit >= 0; hit = folded.indexOf(term, hit + term.length)) {
        found.push([from[hit], from[hit + term.length]]);
      }
    }
    return found.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
  }

  function marked(text, terms) {
    const made = document.createDocumentFragment();
    let at = 0;
    for (const [start, end] of spans(text, terms)) {
      if (start < at) continue;
      made.append(text.slice(at, start), element("mark", "", text.slice(start, end)));
      at = end;
    }
    made.append(text.slice(at));
    return made;
  }

  /* The first sentence that holds a term, cut around it; else any words that do, or how the text begins. */
  function excerpt(one, terms) {
    const lines = one.slice(TEXT, PLACES + 1).join("\n").replace(/[*`#]+/g, "").split("\n");
    const holding = lines.filter(function (it) { return spans(it, terms).length; });
    const line = holding.find(function (it) { return it.length > 12; }) ||
      (spans(one[TITLE], terms).length ? lines[0] : holding[0] || lines[0]);
    const hit = (spans(line, terms)[0] || [0])[0];
    const start = hit > 30 ? hit - 20 : 0, end = Math.min(line.length, start + 90);
    const cut = line.slice(start, end);
    return marked((start ? "…" : "") + cut + (end < line.length ? "…" : ""), terms);
  }

  function element(name, kind, ...inner) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...inner);
    return made;
  }

  function told(number) {
    const [kind, state, word, tone] = head.states[head.state[number]];
    return { kind: kind, state: kind + "." + state, word: word, tone: tone };
  }

  function idOf(one) {
    return one[ADDRESS].split("/")[1];
  }

  /* The page of results */

  const page = document.querySelector(".gg-search:not(.gg-ask)");
  document.querySelectorAll(".gg-ask").forEach(passOn);
  if (page) results(page);
  else box(document.querySelector(".gg-find__form"));

  /* The page for a wrong address asks what was looked for. */
  function passOn(form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      location.assign(new URL("?" + new URLSearchParams(new FormData(form)), form.action));
    });
  }

  function results(form) {
    const said = form.dataset;
    const list = document.querySelector(".gg-results");
    const status = document.querySelector(".gg-search__told");
    const more = document.querySelector(".gg-search__more");
    const facets = ["kind", "state", "place", "year"];
    const lead = document.querySelector(".gg-search__without");
    let turn = 0, drawn = 0, found = null, shown = SHOWN;

    lead.remove();
    form.hidden = false;
    const narrow = form.querySelector("details");
    const given = new URLSearchParams(location.search);
    form.elements.q.value = given.get("q") || "";
    form.elements.sort.value = given.get("sort") === "newest" ? "newest" : "relevance";
    const chosen = {};
    facets.forEach(function (name) { chosen[name] = given.get(name) || ""; });
    narrow.open = matchMedia("(min-width: 60em)").matches ||
      facets.some(function (name) { return chosen[name]; });

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      start();
    });
    let waiting = 0;
    form.elements.q.addEventListener("input", function (event) {
      clearTimeout(waiting);
      if (!event.isComposing) waiting = setTimeout(start, 250);
    });
    form.elements.q.addEventListener("compositionend", start);
    form.addEventListener("change", function (event) {
      if (!facets.includes(event.target.name) && event.target.name !== "sort") return;
      if (event.target.name in chosen) chosen[event.target.name] = event.target.value;
      if (event.target.name === "kind") chosen.state = "";
      shown = SHOWN;
      if (found) show();
    });
    more.addEventListener("click", async function () {
      const before = list.children.length;
      if (matching().length > shown) shown += SHOWN;
      else await settle(turn);
      await show();
      const next = list.children[before];
      if (next) next.querySelector("a").focus();
    });
    if (!form.elements.q.value) form.elements.q.focus({ preventScroll: true });
    start();

    async function start() {
      clearTimeout(waiting);
      const own = turn += 1;
      try {
        status.textContent = said.looking;
        const one = await search(form.elements.q.value);
        if (own !== turn) return;
        found = one;
        shown = SHOWN;
        facets.forEach(function (name) {
          if (!namesOf(name).has(chosen[name])) chosen[name] = "";
        });
        await settle(own);
        if (own === turn) await show();
      } catch (fault) {
        if (own !== turn) return;
        status.textContent = said.failed;
        throw fault;
      }
    }

    async function settle(own) {
      const least = Math.max(0, found.rest.length - AT_A_PRESS);
      let early = !found.hits.length;
      while (own === turn && found.rest.length > least) {
        await check(found);
        if (early && own === turn && found.hits.length) await show();
        early = early && !found.hits.length;
      }
    }

    function valuesOf(number) {
      const state = told(number), values = { kind: [state.kind], state: [state.state] };
      values.year = [String(head.year[number])];
      values.place = [];
      for (let at = head.place[number]; at; at = head.places[at - 1][2]) {
        const id = head.places[at - 1][0];
        if (values.place.includes(id)) break;
        values.place.push(id);
      }
      return values;
    }

    function matching(but) {
      const set = facets.filter(function (name) { return chosen[name] && name !== but; });
      return found.hits.filter(function (hit) {
        const values = valuesOf(hit[0]);
        return set.every(function (name) { return values[name].includes(chosen[name]); });
      });
    }

    function offer(name) {
      const counts = new Map();
      for (const hit of matching(name)) {
        for (const value of valuesOf(hit[0])[name]) counts.set(value, (counts.get(value) || 0) + 1);
      }
      if (chosen[name] && !counts.has(chosen[name])) counts.set(chosen[name], 0);
      const select = form.elements[name], words = namesOf(name);
      const rows = Array.from(counts).filter(function (it) { return words.has(it[0]); });
      const order = Array.from(words.keys());
      rows.sort(function (a, b) {
        return name === "year" ? b[0] - a[0] : order.indexOf(a[0]) - order.indexOf(b[0]);
      });
      const options = rows.map(function ([value, count]) {
        return new Option(words.get(value) + " (" + count + ")", value, false, value === chosen[name]);
      });
      select.replaceChildren(select.options[0], ...options);
      select.value = chosen[name];
      select.closest("label").hidden = rows.length < 2 && !chosen[name];
    }

    function namesOf(name) {
      if (name === "kind") return new Map(Object.entries(head.kinds));
      if (name === "year") return new Map(head.year.map(function (it) { return [String(it), String(it)]; }));
      if (name === "place") return new Map(head.places.map(function (it) { return [it[0], it[1]]; }));
      return new Map(head.states.map(function ([kind, key, word]) {
        return [kind + "." + key, chosen.kind ? word : head.kinds[kind] + " · " + word];
      }));
    }

    async function show() {
      const own = drawn += 1, hits = matching();
      if (form.elements.sort.value === "newest") hits.sort(function (a, b) { return b[0] - a[0]; });
      facets.forEach(offer);
      address();
      const seen = hits.slice(0, shown);
      const documents = await Promise.all(seen.map(function (hit) { return documentOf(hit[0]); }));
      if (own !== drawn) return;
      list.replaceChildren(...seen.map(function (hit, at) { return item(hit[0], documents[at]); }));
      status.textContent = (hits.length ? said.found : said.none).replace("{n}", hits.length) +
        (found.rest.length ? said.rest.replace("{n}", found.rest.length) : "");
      more.hidden = hits.length <= shown && !found.rest.length;
      more.textContent = hits.length > shown ? said.more : said.on;
    }

    function item(number, one) {
      const state = told(number), card = element("li", "gg-card");
      const chip = document.querySelector("template[data-tone=" + state.tone + "]").content.cloneNode(true);
      chip.querySelector(".gg-chip").append(state.word);
      const kind = element("span", "gg-heading__kind", head.kinds[state.kind] + " ",
        element("span", "gg-number", marked(idOf(one), found.terms)));
      const title = element("a", "", marked(one[TITLE], found.terms));
      title.href = new URL(one[ADDRESS], root).href;
      card.append(
        element("p", "gg-card__top", element("span", "gg-card__state", chip), kind),
        element("h2", "gg-card__title", title)
      );
      const words = element("p", "gg-results__text", excerpt(one, found.terms));
      if (words.textContent) card.append(words);
      const place = one[PLACES].split("\n")[0];
      card.append(element("p", "gg-card__line", (place ? place + " · " : "") + one[DATE]));
      return card;
    }

    /* The address tells the search, so that it can be passed on, in the other language too. */
    function address() {
      const kept = new URLSearchParams();
      if (form.elements.q.value) kept.set("q", form.elements.q.value);
      facets.forEach(function (name) { if (chosen[name]) kept.set(name, chosen[name]); });
      if (form.elements.sort.value === "newest") kept.set("sort", "newest");
      const query = String(kept) ? "?" + kept : "";
      history.replaceState(null, "", location.pathname + query);
      document.querySelectorAll(".gg-switch").forEach(function (other) { other.search = query; });
    }
  }

  /* The box in the header: the arrows choose among the first finds, Enter opens, Escape closes. */

  function box(form) {
    const input = form.querySelector("input"), list = form.querySelector("ul");
    let turn = 0, at = -1, waiting = 0;
    form.hidden = false;

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      open(at);
    });
    input.addEventListener("input", function (event) {
      clearTimeout(waiting);
      if (!event.isComposing) waiting = setTimeout(suggest, 200);
    });
    input.addEventListener("compositionend", suggest);
    input.addEventListener("focus", suggest);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      const last = list.children.length - 1;
      if (event.isComposing) return;
      if (event.key === "Escape") close();
      else if (event.key === "ArrowDown" && last >= 0) point(at < last ? at + 1 : 0);
      else if (event.key === "ArrowUp" && last >= 0) point(at > 0 ? at - 1 : last);
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", function (event) {
      const option = event.target.closest("li");
      event.preventDefault();
      if (option) open(Array.from(list.children).indexOf(option));
    });

    function open(place) {
      const option = list.children[place];
      const whole = new URL("?" + new URLSearchParams({ q: input.value }), link.href);
      location.assign(option ? option.dataset.href : whole);
    }

    function close() {
      clearTimeout(waiting);
      turn += 1;
      at = -1;
      list.hidden = true;
      list.replaceChildren();
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function point(place) {
      at = place;
      Array.from(list.children).forEach(function (option, number) {
        option.setAttribute("aria-selected", String(number === at));
      });
      input.setAttribute("aria-activedescendant", list.children[at].id);
    }

    async function suggest() {
      clearTimeout(waiting);
      const own = turn += 1;
      if (!termsOf(input.value).length) return close();
      const found = await search(input.value);
      while (found.rest.length && found.hits.length < SUGGESTED && own === turn) await check(found);
      const hits = found.hits.slice(0, SUGGESTED);
      const documents = await Promise.all(hits.map(function (hit) { return documentOf(hit[0]); }));
      if (own !== turn) return;
      const options = documents.map(function (one, number) {
        const note = head.kinds[told(hits[number][0]).kind] + " " + idOf(one);
        const option = element("li", "", element("span", "", marked(one[TITLE], found.terms)),
          element("small", "", note));
        option.dataset.href = new URL(one[ADDRESS], root).href;
        return option;
      });
      const all = element("li", "gg-find__all", hits.length ? form.dataset.all : form.dataset.none);
      all.dataset.href = new URL("?" + new URLSearchParams({ q: input.value }), link.href).href;
      list.replaceChildren(...options, all);
      Array.from(list.children).forEach(function (option, number) {
        option.id = "gg-find-" + number;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
      });
      at = -1;
      input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-expanded", "true");
      list.hidden = false;
    }
  }

  /* The keys that Material gives its own search */
  document.addEventListener("keydown", function (event) {
    const field = page ? page.elements.q : document.querySelector(".gg-find__form input");
    const busy = event.target.closest("input, textarea, select, [contenteditable]");
    if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!["/", "s", "f"].includes(event.key) || !field.offsetParent) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
