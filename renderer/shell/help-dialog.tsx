import { Modal } from "antd";

import { useCommandRegistry } from "../commands/command-registry.ts";
import {
  commandIds,
  commandScopes,
  declarationOf,
  shownChord,
  type CommandScope,
} from "../commands/command-table.ts";
import { KeyHint } from "../components/key-hint/key-hint.tsx";
import { hostKind } from "../core-client/core-client.ts";
import { useShellStore } from "./shell-store.ts";

/** F1: the keys that act on this screen first, then all the others; from the command table. */
export function HelpDialog() {
  const open = useShellStore((state) => state.dialog === "help");
  const close = useShellStore((state) => state.close);
  const active = useCommandRegistry((state) => state.active);
  const activeScopes = new Set(active.map((command) => declarationOf(command.id).scope));
  const scopes = (Object.keys(commandScopes) as CommandScope[]).sort(
    (a, b) => Number(activeScopes.has(b)) - Number(activeScopes.has(a)),
  );
  return (
    <Modal title="按键一览" open={open} onCancel={close} footer={null} width={720}>
      <div className="help-list">
        {scopes.map((scope) => (
          <section key={scope}>
            <h3>
              {commandScopes[scope]}
              {activeScopes.has(scope) ? <span className="ink-3 text-12"> 本页可用</span> : null}
            </h3>
            <dl>
              {commandIds
                .filter((id) => declarationOf(id).scope === scope && shownChord(id, hostKind()))
                .map((id) => (
                  <div key={id} className="help-list__row">
                    <dt>{declarationOf(id).label}</dt>
                    <dd>
                      <span className="spoken">{shownChord(id, hostKind())}</span>
                      <KeyHint commands={[id]} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
