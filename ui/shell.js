/* Put into Streamlit's page by shell.py, with DICTIONARY in front of it: English words of Streamlit's
   own widgets and what they become. Empty for an English page.

   React draws the page again and again; an observer therefore translates and mends whatever is new. */
(() => {
  const attributes = ["aria-label", "title", "placeholder", "alt"];
  const patterns = Object.entries(DICTIONARY).map(([from, to]) => [new RegExp(`^${from}$`), to]);

  const translated = (words) => {
    const trimmed = words.trim();
    for (const [from, to] of patterns) {
      if (from.test(trimmed)) return words.replace(trimmed, trimmed.replace(from, to));
    }
    return words;
  };
  /* Text of the contract and of our own sentences is left alone; so are icons, whose names are text. */
  const ours = (node) =>
    node.closest?.("[data-testid=stHtml], [data-testid=stFileChipName], [translate=no], code") ||
    (node.closest?.("[data-testid=stMarkdownContainer]") && !node.closest("button"));

  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement || ours(node.parentElement)) return;
      const words = translated(node.data);
      if (words !== node.data) node.data = words;
    } else if (node.nodeType === Node.ELEMENT_NODE && !ours(node)) {
      for (const name of attributes) {
        const words = node.getAttribute(name);
        const other = words && translated(words);
        if (other && other !== words) node.setAttribute(name, other);
      }
      node.childNodes.forEach(visit);
    }
  };

  /* Streamlit writes the address of the first page as "", which elsewhere is the page itself, and tells
     only by a colour which page is open. */
  const mendLinks = () => {
    for (const link of document.querySelectorAll("a[data-testid=stPageLink-NavLink]")) {
      const address = link.getAttribute("href");
      if (/^(\?|$)/.test(address)) link.setAttribute("href", `./${address}`);
    }
    for (const link of document.querySelectorAll(".st-key-header a[data-testid=stPageLink-NavLink]")) {
      if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };

  /* Keys of the finding page: to the next, to the previous, to the decision. */
  const keys = {
    KeyJ: ["Alt+J", ".st-key-next-finding a"],
    KeyK: ["Alt+K", ".st-key-previous-finding a"],
    KeyO: ["Alt+O", ".st-key-decision :is(input, textarea)"],
  };
  let left = null; // the title of the finding that was left by key, until the next one stands there

  const nameKeys = () => {
    for (const [name, selector] of Object.values(keys)) {
      document.querySelector(selector)?.setAttribute("aria-keyshortcuts", name);
    }
  };

  const focusTitle = (title) => {
    title.tabIndex = -1;
    title.focus();
  };

  const arrive = () => {
    const title = document.querySelector("h1");
    const drawn = document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]");
    if (left === null || !title || !drawn || title.textContent === left) return;
    left = null;
    focusTitle(title);
  };

  window.addEventListener("keydown", (event) => {
    left = null; // whoever goes on by hand is not called back
    const [, selector] = keys[event.code] ?? [];
    const alt = event.altKey && !event.repeat && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const typing = event.target.closest?.("textarea, input[type=text], [contenteditable]");
    const target = selector && alt && !typing && document.querySelector(selector);
    if (!target) return;
    event.preventDefault();
    if (!target.matches("a")) return target.focus();
    left = document.querySelector("h1")?.textContent ?? "";
    target.click();
  });

  new MutationObserver((changes) => {
    for (const change of patterns.length ? changes : []) {
      if (change.type === "childList") change.addedNodes.forEach(visit);
      else visit(change.target);
    }
    mendLinks();
    nameKeys();
    arrive();
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: [...attributes, "href", "data-test-script-state"],
  });

  /* Whoever signs in comes back on the first page: remember where they were going, and go on. */
  const wanted = sessionStorage.getItem("wanted");
  sessionStorage.removeItem("wanted");
  if (wanted && wanted !== location.href) location.replace(wanted);
  window.addEventListener("click", (event) => {
    if (event.target.closest?.(".st-key-sign-in")) sessionStorage.setItem("wanted", location.href);
  }, true);

  /* Streamlit's skip link leads to <main>, which starts with our own header: go on to the title. */
  window.addEventListener("click", (event) => {
    const title = event.target.closest?.("[data-testid=stSkipToContent]") && document.querySelector("h1");
    if (!title) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    focusTitle(title);
  }, true);

  /* Streamlit acts on the single keys r and c wherever the focus is (WCAG 2.1.4). */
  window.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input, textarea, select, [contenteditable], [role=combobox]");
    const alone = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (alone && !field && /^[rc]$/i.test(event.key)) event.stopImmediatePropagation();
  }, true);
})();
