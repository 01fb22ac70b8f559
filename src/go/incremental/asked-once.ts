interface Answer {
  readonly value: unknown;
  /** Of the questions that are open, the first one that it needs; infinite where it needs none. */
  readonly needs: number;
}

/** Asks a question of the whole code the first time only; `meanwhile` is what it is told that leads back to itself. */
export type AskOnce = <Value>(question: object, answer: () => Value, meanwhile: Value) => Value;

/**
 * Questions of the whole code that lead to each other, as flags and the settings that are read from them do. What was
 * answered while a question was open that it needs itself, is good for that one alone and asked again afterwards: so
 * what is known in the end is the same, whichever was asked first.
 */
export function askedOnce(): AskOnce {
  const answers = new Map<object, Answer>();
  let open = 0;
  let lowest = Infinity;
  return <Value>(question: object, answer: () => Value, meanwhile: Value): Value => {
    const known = answers.get(question);
    if (known) {
      lowest = Math.min(lowest, known.needs);
      return known.value as Value;
    }
    const index = open++;
    const outer = lowest;
    lowest = Infinity;
    answers.set(question, { value: meanwhile, needs: index });
    const value = answer();
    open--;
    const needs = lowest < index ? lowest : Infinity;
    answers.set(question, { value, needs });
    for (const [other, { needs: first }] of answers) if (first === index) answers.delete(other);
    lowest = Math.min(outer, needs);
    return value;
  };
}
