import { Button, Checkbox } from "antd";
import { useState } from "react";

import type { SetupView } from "../../../shared/contract/organisation.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { useSessionStore } from "../../session/session-store.ts";
import "./first-start.css";
import "../../components/plain-table/plain-table.css";

/** The initial passphrases and the recovery code, shown once: printed or copied by hand, then gone. */
export function IssuedSheet({
  issued,
  organName,
}: {
  readonly issued: SetupView;
  readonly organName: string;
}) {
  const readStart = useSessionStore((state) => state.readStart);
  const [handedOver, setHandedOver] = useState(false);
  return (
    <main className="issued">
      <div className="issued__sheet">
        <h1>工作站已启用</h1>
        <p className="ink-2">{organName}。下面的口令和恢复密钥只显示这一次，关掉后谁也查不到。</p>
        <table className="plain-table plain-table--auto issued__table">
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">账号</th>
              <th scope="col">初始口令</th>
            </tr>
          </thead>
          <tbody>
            {issued.issued.map((one) => (
              <tr key={one.accountName}>
                <td>{one.personName}</td>
                <td>{one.accountName}</td>
                <td className="mono issued__secret">{one.passphrase}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <section className="issued__recovery">
          <h2>恢复密钥</h2>
          <p className="mono issued__code">{issued.recoveryCode}</p>
          <p className="text-13 ink-2">
            全部口令都丢失时用它打开数据库。请打印两份，密封后由两人分别保管，不要存进任何计算机。
          </p>
        </section>
        <div className="issued__foot no-print">
          <Notice kind="soon">首次登录时每人都必须改掉初始口令。</Notice>
          <Checkbox checked={handedOver} onChange={(event) => setHandedOver(event.target.checked)}>
            已打印或者抄录，口令将当面交给本人，恢复密钥已密封
          </Checkbox>
          <div className="issued__buttons">
            <Button size="large" icon={<Icon name="print" />} onClick={() => window.print()}>
              打印
            </Button>
            <Button type="primary" size="large" disabled={!handedOver} onClick={() => void readStart()}>
              去登录
            </Button>
            {handedOver ? null : <span className="text-13 text-soon">先确认口令已交接</span>}
          </div>
        </div>
      </div>
    </main>
  );
}
