import type { LocalizedText } from '../ros/parameters';

export const text = (en: string, zh: string): LocalizedText => ({ en, 'zh-cn': zh });

export const YES_OR_NO = text('true for yes, or false for no.', '取值：true（是）或 false（否）。');

export function wholeNumber(min: number, max: number): LocalizedText {
  return text(`A whole number from ${min} to ${max}.`, `取值范围：${min}~${max} 的整数。`);
}

/** Texts of a field with certain values. The console shows their labels; the API and the CLI take the values. */
export function choice(values: Readonly<Record<string, LocalizedText>>) {
  const names = Object.keys(values);
  return { constraint: text(`One of ${names.join(', ')}.`, `取值：${names.join('、')}。`), values };
}
