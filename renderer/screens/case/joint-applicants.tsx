import { Button, Input } from "antd";

import type { CoApplicant } from "../../../shared/domain/application/joint-applicants.ts";
import { Icon } from "../../components/icon/icon.tsx";
import type { IntakeDraft } from "./intake-model.ts";
import "./case.css";

const columns = [
  ["applicantName", "姓名或者名称"],
  ["idType", "证件类型"],
  ["idNumber", "证件号码"],
  ["phone", "联系电话"],
  ["postalAddress", "通信地址"],
] as const;

const fresh: CoApplicant = {
  applicantName: "",
  idType: "居民身份证",
  idNumber: "",
  phone: "",
  postalAddress: "",
  postcode: "",
};

/** Who else applies in the same application, each with an identity, and who of them speaks for all. */
export function JointApplicants({
  draft,
  change,
  problem,
}: {
  readonly draft: IntakeDraft;
  readonly change: (part: Partial<IntakeDraft>) => void;
  readonly problem: string | undefined;
}) {
  const { coApplicants, representative } = draft;
  const add = (): void => change({ coApplicants: [...coApplicants, fresh] });
  if (coApplicants.length === 0)
    return (
      <p className="units__offer">
        几个人共同申请的，逐人登记。
        <button type="button" className="link-button" onClick={add}>
          加一个共同申请人
        </button>
      </p>
    );
  const put = (at: number, part: Partial<CoApplicant>): void =>
    change({ coApplicants: coApplicants.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  const remove = (at: number): void =>
    change({
      coApplicants: coApplicants.filter((_, index) => index !== at),
      representative:
        representative === at + 1 ? 0 : representative > at + 1 ? representative - 1 : representative,
    });
  const speaks = (index: number, name: string) => (
    <label className="joint__speaks">
      <input
        type="radio"
        name="representative"
        checked={representative === index}
        onChange={() => change({ representative: index })}
      />
      {name.trim() === "" ? "（未写姓名）" : name}
    </label>
  );
  return (
    <fieldset className="units">
      <legend>共同申请人，文书写明全部申请人，逐人送达</legend>
      {coApplicants.map((one, index) => (
        <div key={index} className="joint__row">
          {columns.map(([field, label]) => (
            <Input
              key={field}
              value={one[field]}
              aria-label={`共同申请人 ${index + 1} 的${label}`}
              placeholder={label}
              onChange={(event) => put(index, { [field]: event.target.value })}
            />
          ))}
          <Button type="text" aria-label={`去掉共同申请人 ${index + 1}`} onClick={() => remove(index)}>
            <Icon name="cross" />
          </Button>
        </div>
      ))}
      <div className="joint__speakers" role="radiogroup" aria-label="代表人">
        代表人
        {speaks(0, draft.applicantName)}
        {coApplicants.map((one, index) => (
          <span key={index}>{speaks(index + 1, one.applicantName)}</span>
        ))}
      </div>
      {problem && <p className="text-law text-13">{problem}</p>}
      <p className="units__offer">
        <button type="button" className="link-button" onClick={add}>
          再加一个
        </button>
      </p>
    </fieldset>
  );
}
