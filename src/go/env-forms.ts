import type { EnvType } from './project.ts';

const FORMS: Readonly<Record<EnvType, RegExp>> = {
  // https://pkg.go.dev/strconv#ParseInt with base 0, https://pkg.go.dev/time#ParseDuration
  int: /^[+-]?(?:\d[\d_]*|0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+)$/,
  uint: /^(?:\d[\d_]*|0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+)$/,
  float:
    /^[+-]?(?:(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?|0[xX][\da-fA-F_.]+(?:[pP][+-]?\d+)?|inf(?:inity)?|nan)$/i,
  bool: /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/,
  duration: /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/,
};

/** Whether Go takes a text for a value of the type, without the blanks around it. */
export function isOfEnvType(text: string, type: EnvType): boolean {
  return FORMS[type].test(text.trim());
}
