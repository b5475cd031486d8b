/** Evaluates a `Fn::Calculate` expression such as `({0} + {1}) * 2`: numbers, places, parentheses, + - * / // %. */
export function calculate(expression: string, numbers: readonly number[]): number {
  const filled = expression.replace(/\{(\d+)\}/g, (place, index: string) => {
    const number = numbers[Number(index)];
    if (number === undefined) {
      throw new Error(`${place} has no number`);
    }
    return `(${number})`;
  });
  const tokens = filled.match(/\d+(?:\.\d+)?|\/\/|[-+*/%()]|\S/g) ?? [];

  const sum = (): number => {
    let value = product();
    while (tokens[0] === '+' || tokens[0] === '-') {
      value = tokens.shift() === '+' ? value + product() : value - product();
    }
    return value;
  };
  const product = (): number => {
    let value = operand();
    for (let apply = PRODUCTS[tokens[0] ?? '']; apply !== undefined; apply = PRODUCTS[tokens[0] ?? '']) {
      tokens.shift();
      value = apply(value, operand());
    }
    return value;
  };
  const operand = (): number => {
    const token = tokens.shift();
    if (token === '-' || token === '+') {
      return token === '-' ? -operand() : operand();
    }
    const value = token === '(' ? sum() : Number(token ?? NaN);
    if ((token === '(' && tokens.shift() !== ')') || Number.isNaN(value)) {
      throw new Error(`cannot calculate "${expression}"`);
    }
    return value;
  };

  const value = sum();
  if (tokens.length > 0 || !Number.isFinite(value)) {
    throw new Error(`cannot calculate "${expression}"`);
  }
  return value;
}

const PRODUCTS: Readonly<Record<string, (left: number, right: number) => number>> = {
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '//': (left, right) => Math.floor(left / right),
  '%': (left, right) => left - right * Math.floor(left / right),
};
