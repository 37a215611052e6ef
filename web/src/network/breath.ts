/** Between two pieces of long work: the page answers its reader. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
