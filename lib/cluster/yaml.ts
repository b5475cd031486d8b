import { Document, Scalar, visit } from 'yaml';
import { tokenText } from '../ros/tokens';

/**
 * Objects as a YAML stream. Strings are quoted, so that a deploy-time value such as a namespace called `on` stays a
 * string; deploy-time numbers and booleans are written plain.
 */
export function toYaml(objects: readonly object[]): string {
  return objects.map(documentText).join('---\n');
}

function documentText(object: object): string {
  // Keys such as `on` are quoted too: Kubernetes and ROS read YAML 1.1, where they are booleans.
  const document = new Document(withPlainTokens(object), { compat: 'yaml-1.1' });
  visit(document, {
    Scalar: (key, node) => {
      if (typeof node.value === 'string' && node.type === undefined && key !== 'key') {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}

function withPlainTokens(value: unknown): unknown {
  const text = tokenText(value);
  if (text !== undefined) {
    const scalar = new Scalar(text);
    scalar.type = Scalar.PLAIN;
    return scalar;
  }
  if (Array.isArray(value)) {
    return value.map(withPlainTokens);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .map(([key, entry]) => [key, withPlainTokens(entry)]),
    );
  }
  return value;
}
