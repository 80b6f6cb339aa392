import { Button, Checkbox, Input, Segmented } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useNavigate } from "react-router";

import {
  issuedShows,
  mostPrinted,
  type IssuedLetterRow,
  type IssuedShow,
} from "../../../shared/contract/letter-register.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { useCommand } from "../../commands/use-command.ts";
import { clearing } from "../../components/field/clearing.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { KeyHint } from "../../components/key-hint/key-hint.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { VirtualTable, type VirtualColumn } from "../../components/virtual-table/virtual-table.tsx";
import { useToday } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { shortDate } from "../../wording/dates.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { ApplicationLists } from "../case/application-lists.tsx";
import { useLetterRegisterStore } from "./letter-register-store.ts";
import "../case/case.css";

function StateTag({ row, today }: { readonly row: IssuedLetterRow; readonly today: CalendarDay }) {
  if (row.state === "void") return <Tag kind="law">已作废</Tag>;
  if (!row.service) return <Tag kind="soon">待送达</Tag>;
  return (
    <span>
      {row.service.method}，{shortDate(row.service.clockDate, today)}
    </span>
  );
}

function columnsFor(
  today: CalendarDay,
  selected: readonly string[],
  onSelect: (letterId: string) => void,
): readonly VirtualColumn<IssuedLetterRow>[] {
  return [
    {
      key: "select",
      title: <span className="spoken">选中</span>,
      width: 48,
      control: true,
      render: (row) => {
        const place = selected.indexOf(row.letterId);
        return (
          <label className="row-order">
            <input
              type="checkbox"
              className="row-check"
              checked={place >= 0}
              disabled={row.state === "void"}
              tabIndex={-1}
              aria-label={`选中 ${row.docNumber ?? row.templateName}`}
              onChange={() => onSelect(row.letterId)}
            />
            {place >= 0 && <span className="row-order__no">{place + 1}</span>}
          </label>
        );
      },
    },
    { key: "number", title: "文号", width: 196, render: (row) => row.docNumber ?? "不编号" },
    {
      key: "name",
      title: "文书",
      render: (row) => <span className="one-line">{row.templateName}</span>,
    },
    {
      key: "who",
      title: "申请人",
      width: 150,
      render: (row) => <span className="one-line">{row.applicantName}</span>,
    },
    { key: "case", title: "登记编号", width: 122, render: (row) => row.applicationNo },
    { key: "issued", title: "成文日期", width: 112, render: (row) => shortDate(row.issueDate, today) },
    {
      key: "state",
      title: "送达",
      width: 190,
      render: (row) => <StateTag row={row} today={today} />,
    },
  ];
}

const emptyWords: Readonly<Record<IssuedShow, string>> = {
  waiting: "没有待送达的文书",
  served: "还没有送达过文书",
  void: "没有作废的文号",
  all: "还没有签发过文书",
};

/** What the print job holds, and what has to be done by hand. */
function Printed() {
  const printed = useLetterRegisterStore((state) => state.printed);
  const error = useLetterRegisterStore((state) => state.printError);
  const close = useLetterRegisterStore((state) => state.closePrinted);
  if (error) return <ErrorPanel error={error} about="没有打印成" />;
  if (!printed) return null;
  const { withoutAddress } = printed;
  return (
    <Notice
      kind={withoutAddress.length > 0 ? "soon" : "done"}
      title={`已存为 ${printed.fileName}`}
      actions={
        <Button size="small" onClick={close}>
          知道了
        </Button>
      }
    >
      逐件的 docx 在“逐件”文件夹，
      {printed.pdf
        ? "按顺序一并打印用“一并打印.pdf”。"
        : "按顺序一并打印用“一并打印.docx”（本机没有 PDF 转换程序）。"}
      {withoutAddress.length > 0 && (
        <>
          这 {withoutAddress.length} 个信封没有地址，请手写：{withoutAddress.join("、")}。
        </>
      )}
    </Notice>
  );
}

function PrintBar() {
  const selected = useLetterRegisterStore((state) => state.selected);
  const printing = useLetterRegisterStore((state) => state.printing);
  const print = useLetterRegisterStore((state) => state.print);
  const clear = useLetterRegisterStore((state) => state.clearSelected);
  const [envelopes, setEnvelopes] = useState(true);
  const tooMany = selected.length > mostPrinted;
  useCommand("letterRegister.print", () => void print(envelopes), {
    disabledReason: tooMany ? `一次最多 ${mostPrinted} 件` : undefined,
  });
  return (
    <div className="selection-bar" role="status">
      <strong>已选 {selected.length} 件</strong>
      <Button
        size="small"
        type="primary"
        loading={printing}
        disabled={tooMany}
        title="按选中的顺序打印（Ctrl P）"
        onClick={() => void print(envelopes)}
      >
        <Icon name="print" size={14} /> 一并打印
      </Button>
      <Checkbox checked={envelopes} onChange={(event) => setEnvelopes(event.target.checked)}>
        连同信封和交寄清单
      </Checkbox>
      <span className="selection-bar__why">
        {tooMany ? `一次最多 ${mostPrinted} 件` : "按选中的先后排列，信封跟在各件之后"}
      </span>
      <button type="button" className="link-button" aria-label="取消选中" onClick={clear}>
        <Icon name="cross" size={14} />
      </button>
    </div>
  );
}

/** 发文登记簿: every signed letter with its number and service; those that wait are printed together. */
export function LetterRegisterScreen() {
  const navigate = useNavigate();
  const today = useToday();
  const store = useLetterRegisterStore();
  const { show, contains, rows, total, error, selected, currentId, reread, toggle } = store;
  useEffect(() => void reread(), [reread]);
  useCoreChanges(["applications"], () => void reread());
  const columns = useMemo(() => columnsFor(today, selected, toggle), [today, selected, toggle]);
  const open = (row: IssuedLetterRow): void => void navigate(addresses.letter(row.letterId));
  const printable = (rows ?? []).filter((row) => row.state !== "void").length;
  return (
    <div className="cases">
      <header className="cases__head">
        <ApplicationLists
          current={addresses.letters}
          remark={total === undefined ? "" : `${issuedShows[show]} ${groupedNumber(total)} 件`}
        />
      </header>
      <div className="cases__bar">
        <Segmented
          aria-label="送达状态"
          value={show}
          options={Object.entries(issuedShows).map(([value, label]) => ({ value, label }))}
          onChange={(next) => store.filter({ show: next as IssuedShow })}
        />
        <Input
          style={{ width: 280 }}
          allowClear={clearing}
          prefix={<Icon name="search" size={14} />}
          placeholder="文号、登记编号、申请人"
          aria-label="在登记簿中查找"
          value={contains}
          onChange={(event) => store.filter({ contains: event.target.value })}
        />
        <Button disabled={printable === 0} onClick={store.selectAll}>
          全部选中
        </Button>
      </div>
      {selected.length > 0 && <PrintBar />}
      <div className="cases__said">
        <Printed />
        {error && <ErrorPanel error={error} about="登记簿没有取出来" onRetry={() => void reread()} />}
      </div>
      <div className="cases__table" data-pane="list">
        {rows ? (
          <VirtualTable
            label="发文登记簿"
            rows={rows}
            total={total}
            columns={columns}
            rowKey={(row) => row.letterId}
            currentKey={currentId}
            selectedKeys={new Set(selected)}
            onCurrent={(row) => store.setCurrent(row.letterId)}
            onOpen={open}
            onSelect={(row) => {
              if (row.state !== "void") toggle(row.letterId);
            }}
            onEndReached={() => void store.readMore()}
            takesFocus
            footer={
              <span className="hint-row">
                <KeyHint commands={["list.select"]} words="选中" />
                <KeyHint commands={["list.open"]} words="打开" />
              </span>
            }
            empty={
              <EmptyState
                title={contains.trim() === "" ? emptyWords[show] : "没有找到相符的文书"}
                actions={
                  <>
                    {show !== "all" && (
                      <Button
                        type={contains.trim() === "" ? "default" : "primary"}
                        onClick={() => store.filter({ show: "all" })}
                      >
                        {contains.trim() === "" ? "看全部文书" : "在全部文书中找"}
                      </Button>
                    )}
                    {contains.trim() !== "" && (
                      <Button onClick={() => store.filter({ contains: "" })}>清除条件</Button>
                    )}
                  </>
                }
              >
                {contains.trim() === ""
                  ? "文书签发取号后列在这里，选中后可以连同信封一并打印。"
                  : `条件：${show === "all" ? "" : `${issuedShows[show]}，`}含“${contains.trim()}”。可以写文号、登记编号或者申请人中的几个字。`}
              </EmptyState>
            }
          />
        ) : error ? null : (
          <LoadingRows rows={10} label="正在取出登记簿" rowHeight={36} />
        )}
      </div>
    </div>
  );
}
