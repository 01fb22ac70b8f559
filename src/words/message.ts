/**
 * A sentence for people: an English template and its arguments. `{0}` stands for the first argument.
 * The template is the translation key (l10n/), so it must be a literal in the source.
 */
export type Message = readonly [template: string, ...args: readonly (string | number)[]];

/** Translations by English template; an absent entry means English. */
export type Translations = Readonly<Record<string, string>>;

/** The sentence in the language of `translations`, arguments filled in. */
export function say([template, ...args]: Message, translations: Translations = {}): string {
  const text = translations[template] ?? template;
  return args.length === 0 ? text : text.replace(HOLE, (hole, index: string) => String(args[Number(index)] ?? hole));
}

/** Sentences as one paragraph, each with its full stop, as its language writes it. */
export function paragraph(sentences: readonly string[]): string {
  return sentences
    .map((sentence) => {
      if (/[。！？]$/.test(sentence)) return sentence;
      if (isChinese(sentence)) return `${sentence}。`;
      return /[.!?]$/.test(sentence) ? `${sentence} ` : `${sentence}. `;
    })
    .join('')
    .trimEnd();
}

/** Words one after the other, and a name before what it is of, as their language writes them. */
export function listed(words: readonly string[]): string {
  return words.join(words.some(isChinese) ? '、' : ', ');
}
export function labelled(label: string, text: string): string {
  return `${label}${isChinese(label) ? '：' : ': '}${text}`;
}

function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

const HOLE = /\{(\d+)\}/g;
