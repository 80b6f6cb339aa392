/**
 * The few globals that every host of ours has (Node, Electron, browsers) and that ECMAScript itself lacks.
 * `shared/` is compiled without DOM and Node types, so that nothing else slips in.
 */
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}
