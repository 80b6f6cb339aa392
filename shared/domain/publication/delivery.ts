/** 定点、定向公开 is delivered to each named recipient, not put on the web (review.md §4 CR-G01; seed document 四(九)3). */
export const deliveryMethods = {
  inPerson: "当面送达",
  post: "邮寄送达",
  system: "经政务系统送达",
  noticeBoard: "在指定地点张贴",
} as const;
export type DeliveryMethod = keyof typeof deliveryMethods;

/** Three working days [convention] until everybody named has it. */
export const deliveryWorkdays = 3;
