import { Checkbox } from "antd";

import { roleLabels } from "../../../shared/domain/access/roles.ts";
import { administratorRoles, type FirstStartEvent, type FirstStartState } from "./first-start-flow.ts";

export function ConfirmStep({
  state,
  send,
}: {
  readonly state: FirstStartState;
  readonly send: (event: FirstStartEvent) => void;
}) {
  const { profile } = state;
  return (
    <>
      <section className="first-start__card">
        <dl className="facts">
          <dt>机关</dt>
          <dd>
            {profile.organName}（{profile.organAbbreviation}），机关代字{profile.organShort}
          </dd>
          <dt>工作机构</dt>
          <dd>
            {profile.contactOffice}，{profile.address}，{profile.phone}
          </dd>
          <dt>复议机关</dt>
          <dd>{profile.reconsiderationOrgan}</dd>
          {administratorRoles.map((role) => (
            <div key={role} className="facts__row">
              <dt>{roleLabels[role]}</dt>
              <dd>
                {state.administrators[role].personName}，账号 {state.administrators[role].accountName}
              </dd>
            </div>
          ))}
          <dt>业务人员</dt>
          <dd>
            {state.people.map((person) => (
              <p key={person.key}>
                {person.personName}，{person.unitName}，账号 {person.accountName}：
                {person.roles.map((role) => roleLabels[role]).join("、")}
              </p>
            ))}
          </dd>
        </dl>
      </section>
      <section className="first-start__card">
        <Checkbox
          checked={state.confirmedNotSecret}
          onChange={(event) => send({ type: "confirmNotSecret", confirmed: event.target.checked })}
        >
          已确认：本机为非涉密计算机，不存储、不处理、不传输国家秘密；带密级标志的文件会被拒收
        </Checkbox>
      </section>
    </>
  );
}
