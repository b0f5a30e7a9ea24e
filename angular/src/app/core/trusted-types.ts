interface PolicyRules {
  createHTML(html: string): string | null;
  createScriptURL(url: string): string | null;
}

interface PolicyFactory {
  createPolicy(name: 'default', rules: PolicyRules): unknown;
}

/** A drawing and nothing that could act: the icons that NG-ZORRO puts in as text are of this kind. */
export function isPlainDrawing(html: string): boolean {
  return (
    /^\s*<svg[\s>][^]*<\/svg>\s*$/.test(html) &&
    !/<(?!\/?(svg|path|g|circle|rect|defs|style|title)\b)|[\s/"']on\w+\s*=|href|javascript:/i.test(html)
  );
}

export const RULES: PolicyRules = {
  createHTML: (html) => (isPlainDrawing(html) ? html : null),
  createScriptURL: (url) => (url === '/ngsw-worker.js' ? url : null),
};

/**
 * Under `require-trusted-types-for 'script'; trusted-types angular default` nothing else can turn text into page or
 * program. Two things need to be let through: the service worker's own file, and icons drawn from text.
 */
export function useTrustedTypes(): void {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  factory?.createPolicy('default', RULES);
}
