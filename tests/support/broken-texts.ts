import type { Page } from 'playwright-core';

/** Texts of which hardly a letter finds room in a line. */
export const brokenTexts = (page: Page) =>
  page.evaluate(() => {
    const broken: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim();
      if (text.length < 6 || node.parentElement?.closest('.unseen, .skip, [hidden]')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
      if (lines > 1 && text.length / lines < 3) broken.push(text);
    }
    return broken;
  });
