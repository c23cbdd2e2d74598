/** A picture that is covered is made when somebody uncovers it: where it stood in the page, some browsers would fetch it at once. */
export function startCovers(): void {
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.open) return;
      const template = target.querySelector(':scope > template');
      if (template instanceof HTMLTemplateElement) template.replaceWith(template.content);
    },
    true,
  );
}
