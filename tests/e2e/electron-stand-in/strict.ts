/** Whatever the stand-in does not have must fail loudly: a silent undefined would let a test prove nothing. */
export function unsupported(name: string): never {
  throw new Error(`the stand-in of Electron does not support ${name}`);
}

/** Reading a property that is not there throws; tests may put their own in (a dialog's answer). */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get: (object, property) => {
      if (property in object || typeof property === "symbol" || property === "then") {
        const value = Reflect.get(object, property) as unknown;
        // Methods of a class keep their own `this`: a proxy has no private fields.
        return typeof value === "function" && !Object.hasOwn(object, property)
          ? (value.bind(object) as unknown)
          : value;
      }
      return unsupported(`${name}.${property}`);
    },
  });
}

/** Options outside the list change what a program does; the stand-in must know each. */
export function onlyKnown(name: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) if (!known.includes(key)) unsupported(`${name} option ${key}`);
}

/** An event object with preventDefault. */
export class PreventableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
