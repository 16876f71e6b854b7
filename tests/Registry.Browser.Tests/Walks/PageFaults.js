(english) => {
  const faults = [];
  const fault = (what, of) => faults.push(of ? `${what}: ${(of.outerHTML || of.textContent).trim().slice(0, 160)}` : what);
  if (document.querySelectorAll('h1').length !== 1) fault(`${document.querySelectorAll('h1').length} headings of the first level`);
  if (document.documentElement.lang !== (english ? 'en' : 'zh-CN')) fault(`the language is ${document.documentElement.lang}`);
  if (!document.title.trim()) fault('no title');
  const scrolled = document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth;
  if (scrolled > 0) fault('scrolls sideways', [...document.querySelectorAll('main *')].find(e => e.getBoundingClientRect().right > document.scrollingElement.clientWidth + 1));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, parent = text.parentElement;
    if (parent.closest('script, style')) continue;
    if (english && /[\u3400-\u9fff]/.test(text.data) && parent.closest('[lang]').lang !== 'zh-CN') fault('Chinese that is not said to be', parent);
    if (/(^|\s)(action|column|done|empty|field|help|item|lead|option|role|status|submit|title|word)\.[A-Za-z][A-Za-z0-9.-]*(\s|$)/.test(text.data)) fault('a key instead of its text', parent);
  }
  for (const input of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
    if (![...input.labels].some(l => l.textContent.trim()) && !input.getAttribute('aria-label') && !input.getAttribute('aria-labelledby')) fault('no label', input);
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) fault(`two elements are ${id}`);
  return faults;
}
