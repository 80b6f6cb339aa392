import { Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { steps, type ThreeInStep } from "../../../shared/domain/publication/three-in-step.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { addresses } from "../../shell/addresses.ts";
import { fullTime } from "../../wording/dates.ts";

function InStepLine({ report }: { readonly report: ThreeInStep }) {
  return (
    <p className="text-13">
      {(Object.keys(steps) as (keyof typeof steps)[]).map((step) => {
        const holds = report[step];
        return (
          <span key={step} className={holds === undefined ? "ink-2" : holds ? "text-done" : "text-law"}>
            {steps[step]}
            {holds === undefined ? "（还不能判断）" : holds ? "（做到）" : "（没有做到）"}　
          </span>
        );
      })}
    </p>
  );
}

/** 时度效 and 三同步: when it may go out, and with what it goes out together. */
export function PlanSection({
  reviewId,
  released,
}: {
  readonly reviewId: string;
  readonly released: boolean;
}) {
  const { value, reload } = useView("releasePlan.read", { reviewId }, ["reviews", "publications", "items"]);
  const [editing, setEditing] = useState(false);
  const [day, setDay] = useState("");
  const [time, setTime] = useState("09:00");
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<CallError>();
  if (!value) return null;
  const set = async (notBefore: string | undefined): Promise<void> => {
    const answer = await call("releasePlan.set", { reviewId, reason, ...(notBefore ? { notBefore } : {}) });
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setEditing(false);
    setReason("");
    await reload();
  };
  const wanted =
    parseCalendarDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/u.test(time)
      ? new Date(`${day}T${time}:00+08:00`).toISOString()
      : undefined;
  const { plan, group } = value;
  const planned = plan?.notBefore;
  return (
    <div className="release-plan">
      {group ? (
        <>
          <p>
            <Icon name="link" size={13} /> 同组“{group.name}”，要么一起公开，要么都不公开：
          </p>
          <ul>
            {group.members.map((member) => (
              <li key={member.itemId} className="text-13">
                <span className={member.ready ? "text-done" : "text-soon"}>
                  <Icon name={member.ready ? "check" : "clock"} size={12} />
                </span>{" "}
                <Link to={addresses.item(member.itemId)}>{member.title}</Link>
                {member.publishedAt
                  ? `，${fullTime(member.publishedAt)}已交付`
                  : member.ready
                    ? "，已批准"
                    : "，没有批准"}
              </li>
            ))}
          </ul>
          {group.threeInStep ? <InStepLine report={group.threeInStep} /> : null}
        </>
      ) : null}
      {planned ? (
        <p className="text-13">
          <Icon name="clock" size={13} /> 定于{fullTime(planned)}以后交付：{plan.reason}（{plan.by}）
        </p>
      ) : null}
      {value.mayPlan && !released && !editing ? (
        <button type="button" className="link-button text-13" onClick={() => setEditing(true)}>
          {planned ? "改交付时间" : "先不交付，定一个时间"}
        </button>
      ) : null}
      {editing ? (
        <div className="release-plan__form">
          <DayInput value={day} onChange={setDay} label="哪一天交付" />
          <Input
            value={time}
            style={{ width: 80 }}
            aria-label="几点以后"
            onChange={(event) => setTime(event.target.value)}
          />
          <Input
            value={reason}
            aria-label="为什么定这个时间"
            placeholder="为什么，例如与发布会同时"
            onChange={(event) => setReason(event.target.value)}
          />
          <Button size="small" disabled={!wanted || reason.trim() === ""} onClick={() => void set(wanted)}>
            定下
          </Button>
          {planned ? (
            <Button size="small" disabled={reason.trim() === ""} onClick={() => void set(undefined)}>
              取消定时
            </Button>
          ) : null}
        </div>
      ) : null}
      {problem ? <ErrorPanel error={problem} about="没有定下" /> : null}
    </div>
  );
}
