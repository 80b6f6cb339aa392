import { Input } from "antd";

import { roleLabels } from "../../../shared/domain/access/roles.ts";
import { Field } from "../../components/field/field.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { accountNameFor } from "./account-name-for.ts";
import {
  administratorRoles,
  type AdministratorRole,
  type FirstStartEvent,
  type FirstStartState,
} from "./first-start-flow.ts";
import { takenAccounts } from "./taken-accounts.ts";

/** What each of the three may and may not do (review.md §8), written on its card because the separation is the point. */
const powers: Readonly<
  Record<
    AdministratorRole,
    { readonly sums: string; readonly may: readonly string[]; readonly mayNot: readonly string[] }
  >
> = {
  systemAdmin: {
    sums: "装机、备份、建账号",
    may: ["建立和停用账号", "备份和恢复"],
    mayNot: ["授予权限", "看业务内容"],
  },
  securityAdmin: {
    sums: "授权、口令策略、解锁",
    may: ["授予和收回权限", "确认载体导入"],
    mayNot: ["建立账号", "看业务内容"],
  },
  auditAdmin: {
    sums: "查日志、报保密机构",
    may: ["看全部日志", "导出审计记录"],
    mayNot: ["改任何数据", "删任何记录"],
  },
};

export function AdministratorsStep({
  state,
  send,
}: {
  readonly state: FirstStartState;
  readonly send: (event: FirstStartEvent) => void;
}) {
  const propose = async (role: AdministratorRole) => {
    const { personName, accountName } = state.administrators[role];
    if (accountName !== "" || personName.trim() === "") return;
    send({
      type: "administrator",
      role,
      change: { accountName: await accountNameFor(personName, takenAccounts(state)) },
    });
  };
  return (
    <>
      <div className="first-start__cards">
        {administratorRoles.map((role) => {
          const administrator = state.administrators[role];
          const complete = administrator.personName.trim() !== "" && administrator.accountName.trim() !== "";
          return (
            <section key={role} className="first-start__card first-start__administrator">
              <header>
                <h2>{roleLabels[role]}</h2>
                {complete ? <Tag kind="done">已指定</Tag> : <Tag kind="soon">待指定</Tag>}
              </header>
              <p className="text-13 ink-2">{powers[role].sums}</p>
              <Field label="姓名" required>
                {(control) => (
                  <Input
                    {...control}
                    value={administrator.personName}
                    placeholder="本单位在编人员姓名"
                    onChange={(event) =>
                      send({ type: "administrator", role, change: { personName: event.target.value } })
                    }
                    onBlur={() => void propose(role)}
                  />
                )}
              </Field>
              <Field label="账号" required>
                {(control) => (
                  <Input
                    {...control}
                    value={administrator.accountName}
                    placeholder="填姓名后自动给出"
                    spellCheck={false}
                    onChange={(event) =>
                      send({ type: "administrator", role, change: { accountName: event.target.value } })
                    }
                  />
                )}
              </Field>
              <ul className="first-start__powers">
                {powers[role].may.map((power) => (
                  <li key={power}>
                    <span className="text-done">
                      <Icon name="check" size={13} label="可以" />
                    </span>
                    {power}
                  </li>
                ))}
                {powers[role].mayNot.map((power) => (
                  <li key={power} className="ink-2">
                    <Icon name="cross" size={13} label="不可以" />
                    {power}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      <Notice kind="plain">
        三人的初始口令在最后一步生成，当面交给本人；首次登录时各自改成至少 10
        位、含三种字符的口令，本机不保存原文。
      </Notice>
    </>
  );
}
