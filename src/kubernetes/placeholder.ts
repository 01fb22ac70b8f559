/** Text that something else fills in before the API server reads it: `$(NAME)`, `$NAME`, `{{ .name }}`, `__NAME__`, `<name>`. */
export function isPlaceholder(text: string): boolean {
  return /\$[({A-Z_]|\{\{|<%|@@|^<.*>$|__[A-Z]\w*__|%[A-Z_]+%/.test(text);
}
