import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { FormControl, FormGroup, Validators } from '@angular/forms';

import { provideTexts } from '../../core/i18n/provide-texts';
import { formSender } from './form-sender';

function refused(status: number, body: object): HttpErrorResponse {
  return new HttpErrorResponse({ status, error: body });
}

function setUp(name = '郝爱兰', refusal?: (error: unknown) => void) {
  TestBed.configureTestingModule({ providers: [provideTexts()] });
  const form = new FormGroup({ name: new FormControl(name, { nonNullable: true, validators: [Validators.required] }) });
  const element = document.createElement('form');
  element.innerHTML = '<input aria-invalid="true" />';
  document.body.append(element);
  const options = { names: { 'person.name': 'name' }, refused: refusal };
  const sender = TestBed.runInInjectionContext(() => formSender(form, () => element, options));
  return { form, element, sender };
}

describe('formSender', () => {
  it('does not send what the form itself finds wrong, and leads to it', async () => {
    const { form, element, sender } = setUp('');
    const act = vi.fn();

    await sender.send(act);
    await new Promise((resolve) => setTimeout(resolve));

    expect(act).not.toHaveBeenCalled();
    expect(form.controls.name.touched).toBe(true);
    expect(document.activeElement).toBe(element.querySelector('input'));
  });

  it('says that it is sending, until the answer is there', async () => {
    const { sender } = setUp();
    const seen: boolean[] = [];

    await sender.send(() => {
      seen.push(sender.sending());
      return Promise.resolve();
    });

    expect([...seen, sender.sending()]).toEqual([true, false]);
  });

  it("puts the server's words on the field they are about", async () => {
    const { form, sender } = setUp();

    await sender.send(() => Promise.reject(refused(400, { code: 'X', errors: { 'person.name': ['太长'] } })));

    expect(form.controls.name.errors).toEqual({ server: '太长' });
    expect(sender.refusal()).toBeNull();
  });

  it('shows any other refusal once, and forgets it at the next try', async () => {
    const looked: unknown[] = [];
    const { sender } = setUp('郝爱兰', (error) => looked.push(error));
    const error = refused(409, { code: 'Platform:X', title: '名字已经有了' });

    await sender.send(() => Promise.reject(error));
    expect(sender.refusal()).toBe('名字已经有了');
    expect(looked).toEqual([error]);

    await sender.send(() => Promise.resolve());
    expect(sender.refusal()).toBeNull();
  });
});
