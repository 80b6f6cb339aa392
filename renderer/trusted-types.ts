/**
 * Imported first, before any library runs. Ant Design writes its style text through innerHTML, which the page's policy refuses without a
 * default Trusted Types policy. Ours lets text pass that cannot be markup and nothing else.
 */
export interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createHTML(text: string): string | null }): unknown;
}

const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
factory?.createPolicy("default", {
  createHTML: (text) => (text.includes("<") ? null : text),
});

// The parser library compiles its parsers with `new Function` where it can, and finds out by trying. The policy
// refuses that, and every refusal is a report; told beforehand, the library does not try.
(globalThis as { __zod_globalConfig?: { readonly jitless: boolean } }).__zod_globalConfig = { jitless: true };
