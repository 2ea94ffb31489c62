// NestJS on Express with TypeORM and class-validator, as its documentation shows them.
import 'reflect-metadata'
import {
  Body,
  Controller,
  Get,
  Injectable,
  Module,
  NotFoundException,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  ValidationPipe,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator'
import { Column, Entity, IsNull, MoreThan, PrimaryColumn, Repository } from 'typeorm'
import { v7 as uuidv7 } from 'uuid'

@Entity('products')
class Product {
  @PrimaryColumn('uuid') id: string
  @Column({ length: 40 }) sku: string
  @Column({ length: 200 }) title: string
  @Column('text', { nullable: true }) description: string | null
  @Column('numeric', { precision: 10, scale: 2 }) price: string
  @Column('text', { default: 'EUR' }) currency: string
  @Column('int', { default: 0 }) stock: number
  @Column('varchar', { length: 30, array: true, default: [] }) tags: string[]
  @Column('jsonb', { default: {} }) attributes: object
  @Column('bool', { default: false }) published: boolean
  @Column('text', { name: 'supplier_note', nullable: true }) supplierNote: string | null
  @Column('uuid', { name: 'category_id', nullable: true }) categoryId: string | null
  @Column('int', { default: 1 }) version: number
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, default: () => 'now()' }) createdAt: Date
  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3, default: () => 'now()' }) updatedAt: Date
  @Column({ type: 'timestamptz', name: 'deleted_at', precision: 3, nullable: true, select: false })
  deletedAt?: Date | null
}

class NewProduct {
  @Length(3, 40) sku: string
  @Length(1, 200) title: string
  @IsOptional() @IsString() @MaxLength(65_535) description?: string | null
  @Matches(/^\d{1,8}(\.\d{1,2})?$/) price: string
  @IsOptional() @IsIn(['EUR', 'USD', 'GBP']) currency?: string
  @IsOptional() @IsInt() @Min(0) stock?: number
  @IsOptional() @IsArray() @ArrayMaxSize(100) @MaxLength(30, { each: true }) tags?: string[]
  @IsOptional() @IsObject() attributes?: object
  @IsOptional() @IsBoolean() published?: boolean
  @IsOptional() @IsString() @MaxLength(65_535) supplierNote?: string | null
  @IsOptional() @IsUUID() categoryId?: string | null
}

class ProductQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit = 20
  @IsOptional() @IsUUID() after?: string
}

@Injectable()
class ProductsService {
  constructor(@InjectRepository(Product) private readonly products: Repository<Product>) {}

  async list({ limit, after }: ProductQuery) {
    const where = { deletedAt: IsNull(), ...(after === undefined ? {} : { id: MoreThan(after) }) }
    const rows = await this.products.find({ where, order: { id: 'ASC' }, take: limit + 1 })
    const page = rows.slice(0, limit)
    return { data: page, page: { nextCursor: rows.length > limit ? page.at(-1)?.id : null } }
  }

  async get(id: string) {
    const row = await this.products.findOneBy({ id, deletedAt: IsNull() })
    if (row === null) throw new NotFoundException()
    return { data: row }
  }

  async create(product: NewProduct) {
    const none = { description: null, supplierNote: null, categoryId: null }
    const made = this.products.create({ id: uuidv7(), ...none, ...product })
    await this.products.insert(made)
    const { deletedAt: _, ...row } = made
    return { data: row }
  }
}

@Controller('api/products')
class ProductsController {
  constructor(private readonly service: ProductsService) {}

  @Get()
  list(@Query() query: ProductQuery) {
    return this.service.list(query)
  }

  @Get(':id')
  get(@Param('id', ParseUUIDPipe) id: string) {
    return this.service.get(id)
  }

  @Post()
  create(@Body() product: NewProduct) {
    return this.service.create(product)
  }
}

@Module({
  imports: [
    TypeOrmModule.forRoot({ type: 'postgres', url: process.env.DATABASE_URL, poolSize: 10, entities: [Product] }),
    TypeOrmModule.forFeature([Product]),
  ],
  controllers: [ProductsController],
  providers: [ProductsService],
})
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: false })
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }))
await app.listen(Number(process.env.PORT), '127.0.0.1')
