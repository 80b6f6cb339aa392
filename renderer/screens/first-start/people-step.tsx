import { Button, Checkbox, Input } from "antd";

import { businessRoles, roleLabels, type BusinessRole } from "../../../shared/domain/access/roles.ts";
import { reviewStages, type ReviewStage } from "../../../shared/domain/review/review-stages.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { accountNameFor } from "./account-name-for.ts";
import {
  staffingWarning,
  type FirstStartEvent,
  type FirstStartState,
  type PersonDraft,
} from "./first-start-flow.ts";
import { takenAccounts } from "./taken-accounts.ts";
import "../../components/plain-table/plain-table.css";

function withRole(person: PersonDraft, role: BusinessRole, held: boolean): readonly BusinessRole[] {
  return businessRoles.filter((other) => (other === role ? held : person.roles.includes(other)));
}

export function PeopleStep({
  state,
  send,
}: {
  readonly state: FirstStartState;
  readonly send: (event: FirstStartEvent) => void;
}) {
  const warning = staffingWarning(state);
  const change = (person: PersonDraft, part: Partial<Omit<PersonDraft, "key">>) =>
    send({ type: "person", key: person.key, change: part });
  const propose = async (person: PersonDraft) => {
    if (person.accountName !== "" || person.personName.trim() === "") return;
    change(person, { accountName: await accountNameFor(person.personName, takenAccounts(state)) });
  };
  return (
    <>
      <section className="first-start__card first-start__people">
        <table className="plain-table plain-table--auto">
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">科室</th>
              <th scope="col">账号</th>
              {businessRoles.map((role) => (
                <th key={role} scope="col" className="first-start__role">
                  {roleLabels[role]}
                </th>
              ))}
              <th scope="col">
                <span className="spoken">删除</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {state.people.map((person, index) => (
              <tr key={person.key}>
                <td>
                  <Input
                    aria-label={`第 ${index + 1} 人姓名`}
                    value={person.personName}
                    onChange={(event) => change(person, { personName: event.target.value })}
                    onBlur={() => void propose(person)}
                  />
                </td>
                <td>
                  <Input
                    aria-label={`第 ${index + 1} 人科室`}
                    value={person.unitName}
                    onChange={(event) => change(person, { unitName: event.target.value })}
                  />
                </td>
                <td>
                  <Input
                    aria-label={`第 ${index + 1} 人账号`}
                    value={person.accountName}
                    spellCheck={false}
                    onChange={(event) => change(person, { accountName: event.target.value })}
                  />
                </td>
                {businessRoles.map((role) => (
                  <td key={role} className="first-start__role">
                    <Checkbox
                      aria-label={`第 ${index + 1} 人：${roleLabels[role]}`}
                      checked={person.roles.includes(role)}
                      onChange={(event) =>
                        change(person, { roles: withRole(person, role, event.target.checked) })
                      }
                    />
                  </td>
                ))}
                <td>
                  <Button
                    type="text"
                    size="small"
                    aria-label={`删除第 ${index + 1} 人`}
                    icon={<Icon name="trash" size={14} />}
                    onClick={() => send({ type: "removePerson", key: person.key })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Button
          size="small"
          icon={<Icon name="plus" size={13} />}
          onClick={() => send({ type: "addPerson" })}
        >
          加一人
        </Button>
      </section>
      <section className="first-start__card">
        <h2 className="text-13">审查环节由谁办</h2>
        <ul className="first-start__stages">
          {(Object.keys(reviewStages) as ReviewStage[]).map((stage) => {
            const { label, role, limitWorkdays } = reviewStages[stage];
            const names = state.people
              .filter((person) => person.roles.includes(role) && person.personName.trim() !== "")
              .map((person) => person.personName.trim());
            return (
              <li key={stage}>
                <span className="strong">{label}</span>
                <span className="ink-3 text-12">限 {limitWorkdays} 个工作日</span>
                <span className={names.length > 0 ? "" : "text-soon"}>
                  {names.length > 0 ? names.join("、") : "还没有人"}
                </span>
              </li>
            );
          })}
        </ul>
      </section>
      {warning ? <Notice kind="soon">{warning}</Notice> : null}
    </>
  );
}
