/** Why a package that came in from another machine was not taken in, in words. */
const words: Readonly<Record<string, string>> = {
  unreadable: "不是完整的包",
  "not-valid": "没有通过核验",
  "signer-lacks-role": "签名人在本机登记时没有所签环节的职责，请安全保密管理员核对登记",
  "no-review-request": "不是审查请求或者答复",
  "other-unit": "是别的单位的",
  "sent-from-here": "是本机自己送出的",
  "secret-mark": "带有密级标志，已经拒收",
  "no-such-request": "本机没有请过这件",
  "answered-already": "这件已经有了答复",
  "other-content": "审查的不是本机送审的这一稿",
  "other-person": "不是所请的人作出的，或者他不能审查这件",
  "delegation-not-registered": "所凭的委托没有在本机登记、确认",
  "delegation-differs": "所凭的委托与登记的人员、环节或者起止日期不一致",
  "delegation-not-in-force": "签名时委托不在有效期内",
  "key-not-registered": "签名的公钥没有在本机登记，或者已经停用",
  "stage-decided-meanwhile": "这一环节已经办完，或者稿件有了改动",
  "referral-running": "这件正在报请确定，收到答复以前不作决定",
  "must-be-decided-here": "这一环节要在本机办理",
  "conclusion-not-allowed": "这一环节不能作这个结论",
  "ground-missing": "不公开的结论没有写明条例列举的依据",
  "defer-day-out-of-range": "暂缓到的日期不对",
  "checks-incomplete": "核对单没有答完",
  "checks-contradicted": "核对单的答复与须遮盖的发现不符",
};

export function arrivalWords(problem: string): string {
  return words[problem] ?? "原因不明";
}
