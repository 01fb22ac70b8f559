import type { BodyFile } from './bodies.ts';

/** Character offsets (UTF-16 units) into one file; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The part of Go's expressions that facts are read from; everything else is `other`, with what it holds inside. */
export type Expression = Span &
  (
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'select'; readonly operand: Expression; readonly name: string }
    | CallFields
    | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
    | CompositeFields
    | { readonly kind: 'function'; readonly function: GoFunction }
    | { readonly kind: 'index'; readonly operand: Expression; readonly index: Expression }
    | {
        readonly kind: 'other';
        readonly parts: readonly Expression[];
        /** Of `text[from:]`, where it begins. */
        readonly from?: Expression;
      }
  );

interface CallFields {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Expression[];
  /** The last argument is followed by `...`. */
  readonly spread: boolean;
  /** Type arguments as written, where there are some: `env.ParseAs[Config]()`. */
  readonly types?: readonly string[];
  /** `args[0].(callee)`: it says what a value is and makes none. */
  readonly assertion?: true;
}

interface CompositeFields {
  readonly kind: 'composite';
  /** Type as written, without blanks; null where it is elided. */
  readonly type: string | null;
  readonly elements: readonly { readonly key: Expression | null; readonly value: Expression }[];
}

export type Call = Span & CallFields;
export type Composite = Span & CompositeFields;
export type Name = Of<'name'>;
export type Select = Of<'select'>;
export type Index = Of<'index'>;
export type FunctionLiteral = Of<'function'>;

type Of<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

export type Statement = Span &
  (
    | AssignFields
    | { readonly kind: 'declare'; readonly values: readonly ValueDeclaration[] }
    | { readonly kind: 'expression'; readonly expression: Expression }
    | { readonly kind: 'return'; readonly values: readonly Expression[] }
    | IfFields
    | { readonly kind: 'block'; readonly body: readonly Statement[] }
    | RangeFields
  );

interface AssignFields {
  readonly kind: 'assign';
  readonly left: readonly Expression[];
  readonly right: readonly Expression[];
  /** `:=`, `=`, `+=`, … */
  readonly operator: string;
}

/** An `if`, one case of a switch or select, or a loop: code that may or may not run (condition null: nobody knows when). */
interface IfFields {
  readonly kind: 'if';
  readonly before: Statement | null;
  readonly condition: Expression | null;
  readonly then: readonly Statement[];
  readonly thenSpan: Span;
  readonly otherwise: Statement | null;
  /** A loop without a condition that no `break` ends, or a `select` that waits for nothing. */
  readonly endless?: true;
}

interface RangeFields {
  readonly kind: 'range';
  readonly left: readonly Expression[];
  readonly over: Expression;
  readonly body: readonly Statement[];
  /** Over what a clock sends, and no `break` ends it. */
  readonly endless?: true;
}

export type Assign = Span & AssignFields;
export type If = Span & IfFields;

/** One line of `var` or `const`: several names may share one call's results. */
export interface ValueDeclaration extends Span {
  readonly names: readonly string[];
  readonly type: string | null;
  readonly values: readonly Expression[];
  readonly constant: boolean;
}

export interface Parameter {
  readonly name: string;
  /** As written, without blanks. */
  readonly type: string;
  readonly variadic: boolean;
}

export interface GoFunction extends Span {
  /** Empty for a function literal. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly receiver: Parameter | null;
  readonly parameters: readonly Parameter[];
  readonly results: readonly Parameter[];
  readonly body: Body;
  readonly bodySpan: Span;
}

/** What a function does; `bodyOf` answers the statements. */
export interface Body {
  /** Null where they were let go of until somebody asks. */
  statements: readonly Statement[] | null;
  /** The round of {@link BodyFile.bodies} in which somebody asked last. */
  asked: number;
  /** The first character that is no Go; null where there is none, undefined until somebody reads it. */
  errorAt: number | null | undefined;
  /** Where they can be read anew; null for a function literal, which is part of another's body. */
  readonly file: BodyFile | null;
}

export interface StructField extends Span {
  /** The type's own name for an embedded field. */
  readonly name: string;
  readonly type: string;
  readonly embedded: boolean;
  /** The tag's text between its quotes; empty where there is none. */
  readonly tag: string;
}

export interface TypeDeclaration extends Span {
  readonly name: string;
  readonly kind: 'struct' | 'interface' | 'other';
  /** Declared in a function, or a struct without a name of its own: a type of the package goes before it. */
  readonly local: boolean;
  /** Of a type that is neither struct nor interface: its definition as written. */
  readonly definition: string;
  /** Of an interface: the methods that it names itself, and what they return. */
  readonly methods: readonly InterfaceMethod[];
  /** Of an interface: the types that it embeds, as written. */
  readonly embeds: readonly string[];
  readonly fields: readonly StructField[];
}

export interface InterfaceMethod {
  readonly name: string;
  readonly results: readonly Parameter[];
}

/** Direct parts of an expression; function literals are not entered. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'select':
    case 'unary':
      return [expression.operand];
    case 'call':
      return [expression.callee, ...expression.args];
    case 'binary':
      return [expression.left, expression.right];
    case 'composite':
      return expression.elements.flatMap(({ key, value }) => (key && key.kind !== 'name' ? [key, value] : [value]));
    case 'index':
      return [expression.operand, expression.index];
    case 'other':
      return expression.parts;
    default:
      return [];
  }
}

/** The name `nil`. */
export function isNil(expression: Expression): boolean {
  return expression.kind === 'name' && expression.name === 'nil';
}

export function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** What a literal gives the field of a name, or of one of several: `Addr` of `Server{Addr: ":8080"}`. */
export function elementNamed({ elements }: Composite, ...names: readonly string[]): Expression | undefined {
  return elements.find(({ key }) => key?.kind === 'name' && names.includes(key.name))?.value;
}
