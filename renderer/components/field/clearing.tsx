import { Icon } from "../icon/icon.tsx";

/** The key that empties a search field, with its name; for `allowClear` of an `Input`. */
export const clearing = {
  clearIcon: (
    <>
      <Icon name="cross" size={12} />
      <span className="spoken">清空</span>
    </>
  ),
};
