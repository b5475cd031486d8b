import path from 'node:path';
import ts from 'typescript';
import { ROOT } from './docs/markdown';

const ENTRIES = ['lib/index.ts', 'lib/forms/index.ts', 'lib/testing/index.ts'].map((entry) => path.join(ROOT, entry));

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
  ts.sys,
  ROOT,
);
const program = ts.createProgram(ENTRIES, options);
const checker = program.getTypeChecker();

/** What users can import, by name; types of a namespace as `configToml.KubernetesConfig`. */
const published = new Map<string, readonly ts.Declaration[]>();
for (const entry of ENTRIES) {
  publish(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!, '');
}

function publish(module: ts.Symbol, prefix: string): void {
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = withoutAlias(exported);
    if (symbol.flags & ts.SymbolFlags.ValueModule) {
      publish(symbol, `${exported.name}.`);
    } else {
      published.set(prefix + exported.name, symbol.declarations ?? []);
    }
  }
}

function withoutAlias(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The public names in whose published types something stands, with the member that it stands in. */
function namesWith(isMeant: (node: ts.Node) => boolean): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node, at: string) => {
    if (isMeant(node)) {
      found.add(at);
    }
    ts.forEachChild(node, (child) => {
      if (isPublished(child)) {
        const { name } = child as ts.NamedDeclaration;
        visit(child, name !== undefined && ts.isIdentifier(name) ? `${at}.${name.text}` : at);
      }
    });
  };
  published.forEach((declarations, name) => declarations.forEach((declaration) => visit(declaration, name)));
  return [...found];
}

/** Bodies, values, and what is private or internal is left out of the published types. */
function isPublished(node: ts.Node): boolean {
  const isValue = ts.isExpression(node) && !ts.isExpressionWithTypeArguments(node) && !ts.isIdentifier(node);
  const isPrivate = isModified(node, ts.ModifierFlags.Private);
  const isOfPrivate = ts.isParameter(node) && !isModified(node) && isModified(node.parent, ts.ModifierFlags.Private);
  const isInternal = ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');
  return !isValue && !isPrivate && !isOfPrivate && !isInternal && !ts.isBlock(node);
}

function isModified(node: ts.Node, flags = ts.ModifierFlags.All): boolean {
  return (ts.getCombinedModifierFlags(node as ts.Declaration) & flags) !== 0;
}

test('the types can be read: every entry has some', () => {
  expect([...published.keys()]).toEqual(
    expect.arrayContaining(['GitLabRunner', 'createOnlyIf', 'Template', 'RunnerConfig', 'chart.ChartHpaValues']),
  );
  expect(namesWith((node) => ts.isTypeReferenceNode(node) && node.getText() === 'ICluster')).toContain(
    'GitLabRunnerProps.cluster',
  );
});

test('of classes for resources of the template, RosResource alone is public', () => {
  const isOfResources = (symbol: ts.Symbol | undefined) =>
    symbol !== undefined &&
    withoutAlias(symbol).declarations?.some((declaration) =>
      /\/lib\/ros\/\w+\.generated\.ts$|\/@alicloud\/ros-cdk-(?!core\/)/.test(declaration.getSourceFile().fileName),
    ) === true;
  const found = namesWith((node) => {
    if (ts.isTypeReferenceNode(node)) {
      return isOfResources(checker.getSymbolAtLocation(node.typeName));
    }
    if (ts.isExpressionWithTypeArguments(node)) {
      return isOfResources(checker.getSymbolAtLocation(node.expression));
    }
    // What says no type has that of its value.
    return (
      ts.isPropertyDeclaration(node) && node.type === undefined && isOfResources(checker.getTypeAtLocation(node).symbol)
    );
  });
  expect(found).toEqual([]);
});

test('lists of properties and results are plain arrays, as jsii needs them', () => {
  const isReadonlyList = (node: ts.Node) =>
    ts.isTypeOperatorNode(node) &&
    node.operator === ts.SyntaxKind.ReadonlyKeyword &&
    ts.findAncestor(node, ts.isParameter) === undefined;
  expect(namesWith(isReadonlyList)).toEqual([]);
});

test('types have no parameters, but for the values of the chart, which a file holds without deploy-time values', () => {
  const generic = namesWith(ts.isTypeParameterDeclaration).filter(
    (name) => !/^(chart\.)?Chart\w*Values\.D$/.test(name),
  );
  expect(generic).toEqual(['DeployTimeChoice.T', 'DeployTimeChoice.map.U']);
});

test('interfaces with methods begin with I', () => {
  const isBehaviour = (declaration: ts.Declaration) =>
    ts.isInterfaceDeclaration(declaration) &&
    declaration.members.some((member) => ts.isMethodSignature(member) && isPublished(member));
  const found = [...published].filter(([, declarations]) => declarations.some(isBehaviour)).map(([name]) => name);
  expect(found.filter((name) => !/^(I[A-Z]|ImageBuilder$)/.test(name))).toEqual([]);
});

test('no interface has a method validate, which is a protected one of every construct', () => {
  const found = namesWith((node) => ts.isMethodSignature(node) && node.name.getText() === 'validate');
  expect(found).toEqual([]);
});
