import type { ReactNode } from 'react'

/** What a pane says when it has nothing to show. */
export function PaneMessage({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className='pane-message'>
      <h2>{title}</h2>
      {children}
    </div>
  )
}
