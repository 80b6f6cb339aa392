/**
 * Marks that forbid or limit publication (政府信息公开条例 arts. 15–16; 保密法 art. 64; GB/T 9704-2012 附注). Each word says
 * where it counts: as a mark of its own (a line, brackets, a filled-in attribute), or wherever it stands as an order.
 */
export interface InternalMarkWord {
  readonly word: string;
  readonly ruleId:
    | "internal-not-public"
    | "internal-material"
    | "internal-circulation"
    | "internal-draft"
    | "internal-minutes";
  /**
   * mark: only as a line, in brackets, or behind an attribute. order: an instruction, wherever it stands.
   * title: only as the title line of the paper.
   */
  readonly where: "mark" | "order" | "title";
}

const list = (
  ruleId: InternalMarkWord["ruleId"],
  where: InternalMarkWord["where"],
  words: string,
): readonly InternalMarkWord[] => words.split(" ").map((word) => ({ word, ruleId, where }));

/** 「仅限本单位内部使用」, 「阅后请退回」: an order in its parts. */
const composedOrders = ["仅限", "只限", "仅供", "只供", "限"]
  .flatMap((only) =>
    "本单位 本部门 本机关 本系统 本局 本委 本厅 机关 单位 部门 系统 领导 县级领导 市级领导 与会人员 参会人员 有关人员 工作人员 专班人员 班子成员"
      .split(" ")
      .flatMap((who) =>
        ["内部使用", "内部传阅", "内部参考", "使用", "参阅", "阅读", "传阅", "参考", "掌握"].map(
          (use) => only + who + use,
        ),
      ),
  )
  .concat(
    "阅 看 用 会 评 学 讨论 审 阅毕 用毕 会毕"
      .split(" ")
      .flatMap((act) =>
        ["后请", "请", "后须", "后应"].flatMap((please) =>
          ["退回", "交回", "收回", "归还", "退还", "销毁"].map(
            (back) => act + (please === "请" && !act.endsWith("毕") ? "后请" : please) + back,
          ),
        ),
      ),
  );

export const internalMarkWords: readonly InternalMarkWord[] = [
  ...list("internal-circulation", "order", [...new Set(composedOrders)].join(" ")),
  ...list(
    "internal-not-public",
    "mark",
    "不予公开 依申请公开 不公开 暂不公开 不宜公开 不对外公开 免予公开 非公开 申请公开 此件不予公开 此件不公开 本件不公开 本件不予公开 此件依申请公开 本件依申请公开 此文不公开 本文不公开 此件免予公开 此件不对外公开 此件不宜公开 文件不公开 此文件不公开 本文件不公开 此件删减后公开 内部公开",
  ),
  ...list(
    "internal-material",
    "mark",
    "内部资料 内部文件 内部材料 内部刊物 内部参考 内部参阅 内部使用 机关内部使用 单位内部使用 系统内部使用 内部发行 内部掌握 内部传阅 内部事项 内部交流 内部明电 内部电报 内部信息 内部情况 内部通报 内部会议资料 内部讨论 工作秘密 内部 领导参阅件 内部参阅件 参阅件 内参件 内参 内刊 领导参阅 领导内参 参阅资料 供领导参阅 密码电报 明传电报内部",
  ),
  ...list(
    "internal-material",
    "order",
    "供领导参阅 供领导参考 供决策参考 供领导决策参考 仅供内部 仅限内部 限内部 只供内部 供内部参阅 供内部参考 供内部使用 仅供领导参阅 仅供参阅 仅供参会人员 仅供与会人员 仅供工作参考 仅供机关内部 仅供本单位 注意保存 注意保管 注意保密 妥善保管 严格保密 对外保密 内部资料注意保存 内部事项注意保管 内部资料请勿外传 内部资料严禁外传 属工作秘密 属于工作秘密",
  ),
  ...list(
    "internal-circulation",
    "order",
    "严禁转发 请勿转发 不得转发 禁止转发 不得外传 请勿外传 严禁外传 禁止外传 切勿外传 勿外传 不准外传 谢绝外传 不可外传 不要外传 不外传 请勿转载 禁止转载 严禁转载 谢绝转载 不得上网 不得上网发布 严禁上网 禁止上网 请勿上网 不上网 勿上网 不得翻印 严禁翻印 请勿翻印 禁止翻印 不得复印 严禁复印 请勿复印 禁止复印 不得复制 不得扩散 严禁扩散 请勿扩散 禁止扩散 不得外泄 严禁外泄 请勿外泄 不得外借 请勿外借 不得对外公布 不得对外公开 不得对外提供 不得公开 不得公开报道 不得公开发表 不作公开报道 不公开报道 不公开发表 不要公开报道 请勿公开 未经批准不得 未经同意不得 会后收回 会后归还 会后销毁 会后统一收回 阅后归还 阅后统一收回 用后退回 用后归还 用后销毁 用后统一收回 用毕收回 用毕退回 用毕交回 用毕归还 用毕销毁 用毕统一收回 阅毕归还 阅毕销毁 阅毕统一收回 看后收回 看后退回 看后交回 看后归还 看后销毁 看后统一收回 学后收回 学后退回 学后交回 学后归还 学后销毁 学后统一收回 评后收回 评后退回 评后交回 评后归还 评后销毁 评后统一收回 会毕收回 会毕退回 会毕交回 会毕归还 会毕销毁 会毕统一收回 讨论后收回 讨论后退回 讨论后交回 讨论后归还 讨论后销毁 讨论后统一收回 审后收回 审后退回 审后交回 审后归还 审后销毁 审后统一收回 会后交回 会后退回 会后请交回 会议结束后收回 会议结束收回 用后收回 用后交回 阅后收回 阅后交回 阅后退回 阅后销毁 阅后清退 阅毕收回 阅毕退回 阅毕交回 阅后即焚 请阅后退回 请会后交回 定期收回 按期收回 限期收回 到期收回 请勿外带 请勿带出 不得带出 不得拍照 严禁拍照 请勿拍照 请勿截图 不得截图",
  ),
  ...list(
    "internal-circulation",
    "mark",
    "请勿传播 切勿传播 不得传播 禁止传播 严禁传播 请勿泄露 请勿泄漏 请勿散布 请勿截图 请勿拍照 请勿引用 请勿摘抄 请勿传抄 请勿外发 严禁外发 不得外发 此件发至 本件发至 此件只发 此件发 此件传达至 传达至县团级 发至县团级 发至县处级 发至乡科级 发至省军级 发至地师级 发至乡镇级 不发至 只发县团级 限县团级",
  ),
  ...list(
    "internal-draft",
    "mark",
    "送审稿 讨论稿 审议稿 上会稿 报审稿 报批稿 代拟稿 过程稿 内部讨论稿 内部征求意见稿 会议讨论稿 征求意见稿内部 汇报稿 初稿 草稿 修改稿 提请审议稿 送审草案 未定稿 待审稿 审签稿 会签稿 送签稿 内部稿 校核稿 研究稿 汇报材料内部",
  ),
  ...list(
    "internal-minutes",
    "title",
    "会议纪要 办公会纪要 办公会议纪要 会议记录 会纪要 碰头会纪要 联席会议纪要 座谈会纪要 例会纪要 专题会纪要 会商纪要",
  ),
];
