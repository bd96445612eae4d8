import { Button } from 'antd';
import { type PointerEvent, useEffect, useRef } from 'react';
import { useWords } from '../../language/language.tsx';
import { pictureOf } from './shrink-photo.ts';

const WIDTH = 700;
const HEIGHT = 300;
const PEN = 5;

/** A place to sign with a finger or a pen. */
export function SignaturePad({
  value,
  onChange,
}: {
  value: Blob | null;
  onChange: (signature: Blob | null) => void;
}) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDrawing = useRef(false);
  const first = useRef(value);
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    clear(pen);
    if (first.current !== null)
      void createImageBitmap(first.current).then((picture) => pen.drawImage(picture, 0, 0));
  }, []);
  const at = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    return [((clientX - left) / width) * WIDTH, ((clientY - top) / height) * HEIGHT] as const;
  };
  const pen = () => canvas.current?.getContext('2d') ?? null;
  return (
    <div className="visits-signature">
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t('visits.signature')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          isDrawing.current = true;
          const draw = pen();
          draw?.beginPath();
          draw?.moveTo(...at(event));
        }}
        onPointerMove={(event) => {
          const draw = pen();
          if (!isDrawing.current || draw === null) return;
          draw.lineTo(...at(event));
          draw.stroke();
        }}
        onPointerUp={(event) => {
          if (!isDrawing.current) return;
          isDrawing.current = false;
          void pictureOf(event.currentTarget, 'image/png').then(onChange);
        }}
      />
      <Button
        size="small"
        disabled={value === null}
        onClick={() => {
          const draw = pen();
          if (draw !== null) clear(draw);
          onChange(null);
        }}
      >
        {t('visits.sign-again')}
      </Button>
    </div>
  );
}

function clear(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.strokeStyle = '#1d2730';
  pen.lineWidth = PEN;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
}
