import path from 'node:path';
import ts from 'typescript';
import type { CodeBlock } from './markdown';
import { ROOT } from './markdown';

/** A block of TypeScript in a page. */
export interface Snippet {
  readonly page: string;
  readonly block: CodeBlock;
}

/** What a block may take for granted, unless it declares it itself. */
const GIVEN = [
  'declare const app: App;',
  'declare const stack: Stack;',
  'declare const network: INetwork;',
  'declare const cluster: Cluster;',
  'declare const cache: ICache;',
  'declare const token: IRunnerToken;',
  'declare const runner: GitLabRunner;',
];

/** What a block is part of that begins like `scaling: …`. A key must be one of any of them. */
const ANY_PROPS = ['GitLabRunner', 'AckCluster', 'AcsCluster', 'Network', 'OssCache']
  .map((name) => `Partial<${name}Props>`)
  .join(' | ');

const CORE_NAMES =
  'App Construct DefaultStackSynthesizer Fn IResolvable RemovalPolicy RosCondition RosOutput RosParameter RosParameterType RosPseudo RosResource Stack Token'.split(
    ' ',
  );

/**
 * What the compiler says about the blocks, by page, as `page:line message`. All are compiled in one program against the
 * sources of this library.
 */
export function compile(snippets: readonly Snippet[]): Map<string, string[]> {
  const options = compilerOptions();
  const library = cachingHost(options);
  const files = modulesOf(snippets, library, options);
  const host: ts.CompilerHost = {
    ...library,
    fileExists: (file) => files.has(file) || library.fileExists(file),
    readFile: (file) => files.get(file)?.text ?? library.readFile(file),
    getSourceFile: (file, ...rest) => {
      const block = files.get(file);
      return block === undefined
        ? library.getSourceFile(file, ...rest)
        : ts.createSourceFile(file, block.text, ts.ScriptTarget.ES2022);
    },
  };

  const program = ts.createProgram([...files.keys()], options, host);
  const messages = new Map<string, string[]>();
  for (const [file, { snippet }] of files) {
    const source = program.getSourceFile(file)!;
    const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    const list = messages.get(snippet.page) ?? [];
    list.push(...diagnostics.map((diagnostic) => describe(diagnostic, source, snippet)));
    messages.set(snippet.page, list);
  }
  return messages;
}

/** The texts of the modules that the blocks make, by names without a folder. */
export function moduleTexts(snippets: readonly Snippet[]): Record<string, string> {
  const options = compilerOptions();
  const modules = [...modulesOf(snippets, cachingHost(options), options)];
  return Object.fromEntries(modules.map(([file, { text }]) => [path.basename(file), text]));
}

function modulesOf(
  snippets: readonly Snippet[],
  library: ts.CompilerHost,
  options: ts.CompilerOptions,
): Map<string, { snippet: Snippet; text: string }> {
  const names = namesOf(library, options);
  return new Map(snippets.map((snippet) => [fileOf(snippet), { snippet, text: wrap(snippet, names) }]));
}

function compilerOptions(): ts.CompilerOptions {
  const config = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config as unknown;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  // A block may declare what only the reader goes on to use.
  return { ...options, noUnusedLocals: false, noUnusedParameters: false };
}

/** Parsed files by name, for all programs: what they have in common is most of the work. */
const parsed = new Map<string, ts.SourceFile | undefined>();

function cachingHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getSourceFile: (file, ...rest) => {
      if (!parsed.has(file)) {
        parsed.set(file, host.getSourceFile(file, ...rest));
      }
      return parsed.get(file);
    },
  };
}

function fileOf({ page, block }: Snippet): string {
  return path.join(ROOT, 'test/docs', `${page.replace(/\W/g, '-')}-${block.line}.ts`);
}

/** The exported names of the library. */
function namesOf(host: ts.CompilerHost, options: ts.CompilerOptions): string[] {
  const index = path.join(ROOT, 'lib/index.ts');
  const program = ts.createProgram([index], options, host);
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(index)!)!;
  return checker.getExportsOfModule(symbol).map(({ name }) => name);
}

/**
 * A block as a module of its own. Imports move into the first line, and what stood behind them keeps its line. The rest
 * becomes the body of a method of a construct, so that `this` and `await` mean something, unless it exports something or
 * is a piece of props.
 */
function wrap({ block }: Snippet, libraryNames: readonly string[]): string {
  const source = ts.createSourceFile('block.ts', block.text, ts.ScriptTarget.ES2022);
  const imports = source.statements.filter(ts.isImportDeclaration);
  const imported = new Set(imports.flatMap(importedNames));
  const wanted = (names: readonly string[]) => names.filter((name) => !imported.has(name)).join(', ');
  const body = imports.reduce(
    (text, { pos, end }) => text.slice(0, pos) + blank(text.slice(pos, end)) + text.slice(end),
    block.text,
  );
  const head = [
    ...imports.map((statement) => statement.getText(source).replace(/\n/g, ' ')),
    `import { ${wanted(CORE_NAMES)} } from '@alicloud/ros-cdk-core';`,
    `import { ${wanted(libraryNames)} } from 'ros-cdk-gitlab-runner';`,
  ].join(' ');
  if (source.statements.some(exports)) {
    return `${head}\n${body}`;
  }
  const [first] = source.statements;
  if (first !== undefined && ts.isLabeledStatement(first)) {
    return `${head} ${GIVEN.join(' ')} export const props: ${ANY_PROPS} = {\n${body.replace(/;\s*$/, '')}\n};\n`;
  }
  return `${head} ${GIVEN.join(' ')} export async function example(this: Construct) {\n${body}\n}\n`;
}

function exports(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    Boolean(ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword))
  );
}

function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  const { name, namedBindings } = importClause ?? {};
  const elements =
    namedBindings === undefined ? [] : ts.isNamespaceImport(namedBindings) ? [namedBindings] : namedBindings.elements;
  return [...(name ? [name] : []), ...elements.map((element) => element.name)].map(({ text }) => text);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function describe(
  { start = 0, code, messageText }: ts.Diagnostic,
  source: ts.SourceFile,
  { page, block }: Snippet,
): string {
  // The first line of the file is what `wrap` puts in front of the block, and its imports.
  const line = block.line + Math.max(0, source.getLineAndCharacterOfPosition(start).line - 1);
  return `${page}:${line} TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}
