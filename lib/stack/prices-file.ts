import { billingRules } from '../rules/billing-rules';
import type { Prices } from '../billing/prices';
import { FIXED_PRICES, isPriceName } from '../billing/prices';
import { isMap } from '../diagnostics/is-map';
import { Report } from '../diagnostics/report';
import { shown } from '../diagnostics/shown';
import { didYouMean } from '../diagnostics/suggest';
import { ConfigFile } from './config-file';

/** Reads the prices of a file such as `currency: CNY` with `prices: { eip: 0.02 }`. */
export function readPrices(file: string): Prices {
  const source = ConfigFile.read(file, { hint: 'name a file with prices by --prices' });
  const report = new Report();
  const rule = billingRules['prices-file'];
  const { currency, prices, ...others } = isMap(source.content) ? source.content : {};
  if (typeof currency !== 'string' || currency === '') {
    report.add(rule, 'currency', 'is no currency; write for instance currency: CNY');
  }
  if (!isMap(prices)) {
    report.add(rule, 'prices', 'is no map of prices; write for instance prices: { eip: 0.02 }');
  }
  for (const key of Object.keys(others)) {
    report.add(rule, key, `is not known.${didYouMean(key, ['currency', 'prices'])} Allowed are currency and prices`);
  }
  const given = Object.entries(isMap(prices) ? prices : {});
  for (const [name, price] of given) {
    if (!isPriceName(name)) {
      const message = `is not the name of a price.${didYouMean(name, FIXED_PRICES)} Allowed are ${FIXED_PRICES.join(', ')}, and those of instance types, disks and ACS`;
      report.add(billingRules['price-unknown'], `prices.${name}`, message);
    } else if (typeof price !== 'number' || !(price >= 0)) {
      report.add(rule, `prices.${name}`, `is ${shown(price)}; allowed is a number from 0`);
    }
  }
  if (report.problems.length > 0) {
    throw source.locate(report.problems);
  }
  return { currency: String(currency), prices: new Map(given.map(([name, price]) => [name, Number(price)])) };
}
