FROM node:24.21 AS build
WORKDIR /app
COPY . .
RUN npm run build

FROM node:24
COPY --from=build /app/dist ./dist
USER 1000:1000
CMD ["node", "dist/main.js"]
