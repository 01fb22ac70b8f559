import path from 'node:path';
import ts from 'typescript';

/**
 * Every template of a `Message` and every `l10n.t` key in src/, found by type: an array literal where a Message is expected.
 * A template that is no literal cannot be translated and is a problem.
 */
export function messageTemplates(root: string): { templates: Set<string>; problems: string[] } {
  const configFile = path.join(root, 'tsconfig.json');
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(configFile, ts.sys.readFile.bind(ts.sys)).config,
    ts.sys,
    root,
  );
  const program = ts.createProgram(
    config.fileNames.filter((file) => file.includes('/src/')),
    config.options,
  );
  const checker = program.getTypeChecker();
  const templates = new Set<string>();
  const problems: string[] = [];

  for (const source of program.getSourceFiles()) {
    if (source.isDeclarationFile || source.fileName.includes('node_modules')) continue;
    visit(source, source);
  }
  return { templates, problems };

  function visit(node: ts.Node, source: ts.SourceFile): void {
    if (ts.isArrayLiteralExpression(node) && (isMessage(checker.getContextualType(node)) || isConstantSentence(node))) {
      add(node.elements[0], source);
    }
    if (ts.isCallExpression(node) && /(?:^|\.)l10n\.t$/.test(node.expression.getText(source))) {
      add(node.arguments[0], source);
    }
    ts.forEachChild(node, (child) => {
      visit(child, source);
    });
  }

  function add(template: ts.Expression | undefined, source: ts.SourceFile): void {
    if (template === undefined) return;
    // `{0}` alone has nothing to translate.
    if (ts.isStringLiteralLike(template)) {
      if (/[a-z]/i.test(template.text)) templates.add(template.text);
    } else if (ts.isConditionalExpression(template)) {
      add(template.whenTrue, source);
      add(template.whenFalse, source);
    } else {
      const { line } = source.getLineAndCharacterOfPosition(template.getStart(source));
      const file = path.relative(root, source.fileName);
      // A template that is passed on was a literal where it came from.
      if (!/^(?:title|template|message|text)$|\btitle$/.test(template.getText(source))) {
        problems.push(`${file}:${line + 1}: a template must be a literal, not ${template.getText(source)}`);
      }
    }
  }

  /** `['No `{0}`', name] as const` has no expected type where it stands; only sentences are written so. */
  function isConstantSentence(node: ts.ArrayLiteralExpression): boolean {
    const [first] = node.elements;
    const isConstant = ts.isAsExpression(node.parent) && node.parent.type.getText() === 'const';
    return isConstant && first !== undefined && ts.isStringLiteral(first) && first.text.includes(' ');
  }

  /** A Message is a tuple, and tuples lose the name of their alias: its first element's name tells it. */
  function isMessage(type: ts.Type | undefined): boolean {
    if (type === undefined) return false;
    if (type.isUnion()) return type.types.some((part) => isMessage(part));
    if (!checker.isTupleType(type)) return false;
    const { labeledElementDeclarations: names } = (type as ts.TupleTypeReference).target;
    const first = names?.[0];
    return first !== undefined && ts.isNamedTupleMember(first) && first.name.text === 'template';
  }
}
