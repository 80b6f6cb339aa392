/**
 * What a filter of PNG predicts for a byte from those left of it, above it and in the corner between (PNG 9.2); PDF names the
 * same filters predictors 10 to 15 (ISO 32000-1, 7.4.4.4). 0 for no filter and for one that does not exist.
 */
export function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const estimate = left + up - corner;
      const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      return 0;
  }
}
