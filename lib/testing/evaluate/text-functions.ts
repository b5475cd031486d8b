import type { PlainFunction } from './arguments';
import { asJson, asList, asMap, asText, takeArguments, toText } from './arguments';
import { jq } from './jq';

export const TEXT_FUNCTIONS: Readonly<Record<string, PlainFunction>> = {
  'Fn::Str': toText,

  'Fn::Join': (argument) => {
    const [delimiter, items] = takeArguments(argument, 2);
    return asList(items ?? [])
      .map((item) => (item === null ? '' : joinable(item)))
      .join(asText(delimiter));
  },

  'Fn::Split': (argument) => {
    const [delimiter, text] = takeArguments(argument, 2);
    if (delimiter === '') {
      throw new Error('cannot split at an empty text');
    }
    return text === null ? [] : asText(text).split(asText(delimiter));
  },

  'Fn::Replace': (argument) => {
    const [replacements, text] = takeArguments(argument, 2);
    return Object.entries(asMap(replacements)).reduce(
      (result, [old, replacement]) => result.replaceAll(old, replacement === null ? '' : toText(replacement)),
      asText(text),
    );
  },

  'Fn::Base64Decode': (argument) => {
    const text = asText(argument).trim();
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) {
      throw new Error('needs Base64');
    }
    return Buffer.from(text, 'base64').toString('utf8');
  },

  // Python's re.match, with the demand that the match ends where the text ends.
  'Fn::MatchPattern': (argument) => {
    const [pattern, text] = takeArguments(argument, 2);
    const match = new RegExp(asText(pattern), 'y').exec(asText(text));
    return match !== null && match[0].length === asText(text).length;
  },

  'Fn::GetJsonValue': (argument) => {
    const [key, source] = takeArguments(argument, 2);
    if (source === null || source === '') {
      return null;
    }
    const value = asMap(asJson(source))[asText(key)] ?? null;
    return value === null || typeof value === 'string' ? value : JSON.stringify(value);
  },

  'Fn::Jq': (argument) => {
    const [method, script, source] = takeArguments(argument, 3);
    if (method !== 'First' && method !== 'All') {
      throw new Error('the method is First or All');
    }
    if (source === null || source === '') {
      return null;
    }
    const found = jq(asText(script), asJson(source));
    return method === 'All' ? found : (found[0] ?? null);
  },
};

/** Base64 as ROS writes it; see `Scenario.base64Newline`. */
export function base64Encode(argument: unknown, newline: boolean): string {
  return Buffer.from(asText(argument), 'utf8').toString('base64') + (newline ? '\n' : '');
}

function joinable(item: unknown): string {
  if (typeof item === 'string' || (typeof item === 'number' && Number.isInteger(item))) {
    return String(item);
  }
  throw new Error(`joins texts and whole numbers, not ${JSON.stringify(item)}`);
}
