/** After a refused form: the cursor goes to the first box that wants another look, once the errors are drawn. */
export function focusFirstWrong(form: HTMLElement): void {
  setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
}
