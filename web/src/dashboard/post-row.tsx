import { AnimatedNumber } from '../ui/animated-number.tsx'
import { shortMoment } from '../ui/format-time.ts'
import { TimeText } from '../ui/time-text.tsx'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { describeAbsence } from './describe-absence.ts'
import { postKind } from './post-kind.ts'
import type { Post } from './posts-state.ts'

/** One post in the table. */
export function PostRow({ post }: { post: Post }) {
  const { time_zone } = useWorkspace()
  const line = post.caption?.split('\n').find((part) => part.trim() !== '') ?? 'No caption'
  return (
    <tr>
      <td>
        <div className='post-caption'>
          <span className='post-line' dir='auto' title={post.caption ?? undefined}>{line}</span>
          <span className='post-kind'>{postKind(post.media_type, post.product_type)}</span>
        </div>
      </td>
      <td className='posted'>
        <TimeText
          at={post.posted_at}
          text={shortMoment(Date.parse(post.posted_at), Date.now(), time_zone)}
          timeZone={time_zone}
        />
      </td>
      <MetricCell post={post} metric='likes' />
      <MetricCell post={post} metric='comments' />
    </tr>
  )
}

function MetricCell({ post, metric }: { post: Post; metric: 'likes' | 'comments' }) {
  const reading = post.metrics[metric]
  if (typeof reading?.value === 'number') {
    return (
      <td className={metric}>
        <AnimatedNumber value={reading.value} />
      </td>
    )
  }
  const { word, why } = describeAbsence(reading?.absence)
  return (
    <td className={metric}>
      <span className='absence' title={why}>
        {word}
        <span className='visually-hidden'>: {why}</span>
      </span>
    </td>
  )
}
