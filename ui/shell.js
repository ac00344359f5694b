/* Put into Streamlit's page by shell.py, with DICTIONARY in front of it: English words of Streamlit's
   own widgets and what they become. Empty for an English page. */
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

  if (patterns.length) {
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "childList") change.addedNodes.forEach(visit);
        else visit(change.target);
      }
    }).observe(document, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes,
    });
  }

  /* Streamlit's skip link leads to <main>, which starts with our own header: go on to the title. */
  window.addEventListener("click", (event) => {
    const title = event.target.closest?.("[data-testid=stSkipToContent]") && document.querySelector("h1");
    if (!title) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    title.tabIndex = -1;
    title.focus();
  }, true);

  /* Streamlit acts on the single keys r and c wherever the focus is (WCAG 2.1.4). */
  window.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input, textarea, select, [contenteditable], [role=combobox]");
    const alone = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (alone && !field && /^[rc]$/i.test(event.key)) event.stopImmediatePropagation();
  }, true);
})();
