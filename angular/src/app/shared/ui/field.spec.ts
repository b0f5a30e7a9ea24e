import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';

import { provideTestTexts } from '../../../testing/texts';
import { Field, Input } from './field';

@Component({
  selector: 'app-field-spec',
  imports: [Field, Input, ReactiveFormsModule],
  template: `<form [formGroup]="form">
    <app-field label="signIn.identifier" hint="signIn.identifierHint"
      ><input app-input formControlName="name"
    /></app-field>
    <app-field label="signIn.code"><input app-input formControlName="code" /></app-field>
  </form>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.minLength(4)] }),
    code: new FormControl('', { nonNullable: true }),
  });
}

async function draw() {
  TestBed.configureTestingModule({ providers: [provideTestTexts()] });
  const fixture = TestBed.createComponent(Page);
  await fixture.whenStable();
  const root = fixture.nativeElement as HTMLElement;
  const input = root.querySelector('input')!;
  const described = () =>
    (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => root.querySelector(`#${id}`)?.textContent?.trim())
      .join(' | ');
  return { fixture, form: fixture.componentInstance.form, root, input, described };
}

describe('field', () => {
  it('ties label and hint to the box', async () => {
    const { root, input, described } = await draw();
    expect(root.querySelector('label')!.htmlFor).toBe(input.id);
    expect(described()).toBe('填哪一个都可以。');
    expect(input.hasAttribute('aria-invalid')).toBe(false);
  });

  it('says nothing is wrong before the box was left', async () => {
    const { fixture, input, root } = await draw();
    input.value = 'a';
    input.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect(root.querySelector('.error')!.textContent!.trim()).toBe('');
  });

  it('reads the error out with the box once it was left, and takes it back when it is right', async () => {
    const { fixture, input, described } = await draw();
    input.dispatchEvent(new Event('blur'));
    await fixture.whenStable();
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(described()).toContain('这一项要填。');

    input.value = 'abc';
    input.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect(described()).toContain('至少要 4 个字，现在 3 个。');

    input.value = 'abcd';
    input.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect(input.hasAttribute('aria-invalid')).toBe(false);
  });

  it('shows what the server said', async () => {
    const { fixture, form, described } = await draw();
    form.controls.name.setValue('abcd');
    form.controls.name.setErrors({ server: '这个名字有人用了。' });
    form.controls.name.markAsTouched();
    await fixture.whenStable();
    expect(described()).toContain('这个名字有人用了。');
  });

  it('marks only what may be left out', async () => {
    const { root } = await draw();
    const labels = [...root.querySelectorAll('label')].map((label) => label.textContent!.includes('可不填'));
    expect(labels).toEqual([false, true]);
  });
});
