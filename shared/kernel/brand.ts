declare const brandKey: unique symbol;

/** A nominal type over T: `Brand<string, "CalendarDay">` cannot be mixed with a plain string by accident. */
export type Brand<T, Name extends string> = T & { readonly [brandKey]: Name };
