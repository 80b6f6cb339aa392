import { Notice } from "../../components/notice/notice.tsx";

/**
 * What a person does who holds a file with a secrecy mark on a machine that is not for secrets (保密法实施条例61;
 * review.md §7: keep evidence, report within 24 hours, do not discuss the content in the system).
 */
export function LeakProcedure({
  mark,
  count = 1,
}: {
  readonly mark?: string | undefined;
  readonly count?: number;
}) {
  return (
    <Notice
      kind="law"
      title={
        mark
          ? `${count} 个文件带有密级标志（${mark}），已拒收，没有留下任何内容`
          : `${count} 个文件带有密级标志，已拒收，没有留下任何内容`
      }
    >
      <p>只记下了时间、操作人、文件大小和标志种类。本机不得存储、处理国家秘密，请立即：</p>
      <ol className="leak-procedure">
        <li>停止操作，不要打开、复制、转发或者删除原文件，保持现场；</li>
        <li>断开网络，拔下移动介质并由专人看管；</li>
        <li>当面报告本单位保密工作机构，不要在系统里、电话里谈论内容；</li>
        <li>
          由保密工作机构判断是否泄密。确认的，24
          小时内报告同级保密行政管理部门和上级主管部门（保密法实施条例第六十一条）。
        </li>
      </ol>
    </Notice>
  );
}
