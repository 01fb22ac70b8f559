import { factsOf } from './go-project.ts';

/** `NAME=default required secret`; `?` where the source does not decide whether it is required. */
export async function envOf(code: string, others: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { env } = await factsOf(code, others);
  return env.map(({ name, default: fallback, required, secret }) =>
    [
      fallback === null ? name : `${name}=${fallback}`,
      required === null ? '?' : required ? 'required' : '',
      secret ? 'secret' : '',
    ]
      .filter((word) => word !== '')
      .join(' '),
  );
}
