const QUANTITY = /^[+-]?(\d+\.?\d*|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** Whether Kubernetes reads the text as an amount, for instance `500m`, `2` or `4Gi`. */
export function isQuantity(text: string): boolean {
  return QUANTITY.test(text);
}
