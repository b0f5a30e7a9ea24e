import { Directive, effect, inject, input, TemplateRef, ViewContainerRef } from '@angular/core';

import { SessionStore } from './session-store';

/** `<button *appCan="'Funds.Post'">`: there only for those who may. */
@Directive({ selector: '[appCan]' })
export class Can {
  readonly permission = input.required<string>({ alias: 'appCan' });

  constructor() {
    const template = inject<TemplateRef<unknown>>(TemplateRef);
    const place = inject(ViewContainerRef);
    const session = inject(SessionStore);
    let shown = false;
    effect(() => {
      const may = session.can(this.permission());
      if (may !== shown) {
        shown = may;
        place.clear();
        if (may) {
          place.createEmbeddedView(template);
        }
      }
    });
  }
}
