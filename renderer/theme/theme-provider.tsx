import { ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { useLayoutEffect, useMemo, useSyncExternalStore, type ReactNode } from "react";

import { Icon } from "../components/icon/icon.tsx";
import { antdTheme } from "./antd-theme.ts";
import { themeFor, useThemeStore } from "./theme-choice.ts";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}

/** The nonce of the page's policy, which the host writes into the meta tag; Ant Design signs its style elements with it. */
function pageNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  const nonce = meta?.nonce || meta?.content;
  return nonce && !nonce.includes("CSP_NONCE") ? nonce : undefined;
}

/** The same mark as on a field of days. */
const selectConfig = { suffixIcon: <Icon name="chevronDown" size={13} /> };

export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const choice = useThemeStore((state) => state.choice);
  const prefersDark = useMedia("(prefers-color-scheme: dark)");
  const reducedMotion = useMedia("(prefers-reduced-motion: reduce)");
  const name = themeFor(choice, prefersDark);
  useLayoutEffect(() => {
    document.documentElement.dataset["theme"] = name;
  }, [name]);
  const theme = useMemo(() => antdTheme(name, reducedMotion), [name, reducedMotion]);
  const csp = useMemo(() => {
    const nonce = pageNonce();
    return nonce ? { nonce } : {};
  }, []);
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      csp={csp}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      select={selectConfig}
    >
      {children}
    </ConfigProvider>
  );
}
