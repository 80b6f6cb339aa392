/**
 * Imported first. Ant Design writes its style text through innerHTML, which the page's policy refuses without a
 * default Trusted Types policy. Ours lets text pass that cannot be markup and nothing else.
 */
export interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createHTML(text: string): string | null }): unknown;
}

const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
factory?.createPolicy("default", {
  createHTML: (text) => (text.includes("<") ? null : text),
});
